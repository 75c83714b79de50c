package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.grow.outreach.application.port.out.access.AuditRepository;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import com.grow.outreach.application.port.out.book.BookLoader;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.access.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A storage for tests, which keeps everything in maps and runs one transaction at a time. */
public final class InMemoryStorage implements Transactions, BookLoader {

    private InMemoryDirectory directory = new InMemoryDirectory();
    private Map<OutreachId, Entry> outreaches = new LinkedHashMap<>();
    private Map<CallersKey, AnswerRepository.Answer> answers = new LinkedHashMap<>();
    private InMemoryEvents events = new InMemoryEvents();
    private InMemoryWebhooks webhooks = new InMemoryWebhooks(events);
    private Map<TaskKind, Map<String, Instant>> tasks = new EnumMap<>(TaskKind.class);
    private InMemoryJobs jobs = new InMemoryJobs();
    private InMemoryViews views = new InMemoryViews();
    private InMemoryMerges merges = new InMemoryMerges();
    private InMemoryAccess access = new InMemoryAccess();
    private InMemorySignIn signIn = new InMemorySignIn();
    private InMemoryAudit audit = new InMemoryAudit();
    private final Set<TaskKind> running = EnumSet.noneOf(TaskKind.class);

    public static InMemoryStorage of(BookOfBusiness book) {
        var storage = new InMemoryStorage();
        storage.loadIfEmpty(book);
        return storage;
    }

    @Override
    public synchronized boolean loadIfEmpty(BookOfBusiness book) {
        if (!directory.isEmpty()) {
            return false;
        }
        var loaded = new InMemoryStorage();
        loaded.fill(book);
        directory = loaded.directory;
        outreaches = loaded.outreaches;
        return true;
    }

    private void fill(BookOfBusiness book) {
        directory.fill(book);
        book.outreaches().forEach(entry -> outreaches.put(entry.outreach().id(), entry));
    }

    /** Returns the history of an outreach, oldest first. */
    public synchronized List<Transition> history(OutreachId id) {
        return requireNonNull(outreaches.get(id)).history();
    }

    /** Makes this node run tasks of a kind. */
    public synchronized void run(TaskKind kind) {
        running.add(kind);
    }

    /** Restores a backup of the events: deletes the events after a position, and leaves a gap before the next one. */
    public synchronized void loseEvents(EventPosition after, EventPosition next) {
        events.lose(after, next);
    }

    /** Returns the due times of the tasks of a kind by id. */
    public synchronized Map<String, Instant> tasks(TaskKind kind) {
        return Map.copyOf(tasks.getOrDefault(kind, Map.of()));
    }

    @Override
    public synchronized <T> T read(Function<Repositories, T> work) {
        return work.apply(new InMemoryRepositories(
                directory, outreaches, answers, events, webhooks, tasks, jobs, merges, Caller.ANONYMOUS));
    }

    @Override
    public synchronized <T> T write(Function<Repositories, T> work) {
        var changed = copy();
        T result = changed.read(work);
        directory = changed.directory;
        outreaches = changed.outreaches;
        answers = changed.answers;
        events = changed.events;
        webhooks = changed.webhooks;
        tasks = changed.tasks;
        jobs = changed.jobs;
        views = changed.views;
        merges = changed.merges;
        access = changed.access;
        signIn = changed.signIn;
        audit = changed.audit;
        return result;
    }

    @Override
    public synchronized <T> T rehearse(Function<Repositories, T> work) {
        return copy().read(work);
    }

    private InMemoryStorage copy() {
        var copy = new InMemoryStorage();
        copy.directory = directory.copy();
        copy.outreaches = new LinkedHashMap<>(outreaches);
        copy.answers = new LinkedHashMap<>(answers);
        copy.events = events.copy();
        copy.webhooks = webhooks.copy(copy.events);
        tasks.forEach((kind, times) -> copy.tasks.put(kind, new LinkedHashMap<>(times)));
        copy.jobs = new InMemoryJobs(jobs);
        copy.views = views.copy();
        copy.merges = merges.copy();
        copy.access = access.copy();
        copy.signIn = signIn.copy();
        copy.audit = audit.copy();
        copy.running.addAll(running);
        return copy;
    }

    /** The idempotency key of a caller. */
    private record CallersKey(@Nullable UserId user, RequestKey key) {}

    private final class InMemoryRepositories implements Repositories, OutreachRepository {

        private final InMemoryDirectory directory;
        private final Map<OutreachId, Entry> entries;
        private final Map<CallersKey, AnswerRepository.Answer> kept;
        private final InMemoryEvents events;
        private final InMemoryWebhooks webhooks;
        private final Map<TaskKind, Map<String, Instant>> scheduled;
        private final InMemoryJobs jobs;
        private final InMemoryMerges merges;
        private final Caller caller;

        InMemoryRepositories(
                InMemoryDirectory directory,
                Map<OutreachId, Entry> entries,
                Map<CallersKey, AnswerRepository.Answer> kept,
                InMemoryEvents events,
                InMemoryWebhooks webhooks,
                Map<TaskKind, Map<String, Instant>> scheduled,
                InMemoryJobs jobs,
                InMemoryMerges merges,
                Caller caller) {
            this.directory = directory;
            this.entries = entries;
            this.kept = kept;
            this.events = events;
            this.webhooks = webhooks;
            this.scheduled = scheduled;
            this.jobs = jobs;
            this.merges = merges;
            this.caller = caller;
        }

        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public Repositories within(Caller other) {
            if (other.equals(caller)) {
                return this;
            }
            if (!caller.equals(Caller.ANONYMOUS)) {
                throw new IllegalStateException("these repositories belong to another caller");
            }
            return new InMemoryRepositories(directory, entries, kept, events, webhooks, scheduled, jobs, merges, other);
        }

        private boolean isVisible(Outreach outreach) {
            return caller.scope().includes(company(outreach).ownerId());
        }

        /** Returns the outreaches that the caller sees. */
        private Stream<Entry> visible() {
            return entries.values().stream().filter(entry -> isVisible(entry.outreach()));
        }

        private Optional<Entry> visible(OutreachId id) {
            return Optional.ofNullable(entries.get(id)).filter(entry -> isVisible(entry.outreach()));
        }

        @Override
        public ImportRepository imports() {
            return directory.imports();
        }

        @Override
        public BookRepository book() {
            if (caller.scope() != Scope.EVERYTHING) {
                throw new IllegalStateException("bulk changes are not restricted to a scope");
            }
            return directory.book(entries, merges::current);
        }

        @Override
        public OutreachRepository outreaches() {
            return this;
        }

        @Override
        public DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences() {
            return directory.sequences(id -> entries.values().stream()
                    .filter(entry -> entry.outreach().sequenceId().equals(Optional.of(id)))
                    .count());
        }

        @Override
        public CompanyRepository companies() {
            return directory.companies(caller.scope());
        }

        @Override
        public PersonRepository people() {
            return directory.people(caller.scope(), id -> size(new OutreachFilter(null, id, null, null, null, null)));
        }

        @Override
        public DirectoryRepository<UserId, User, NamedQuery> users() {
            return directory.users(signIn);
        }

        @Override
        public SignInRepositories signIn() {
            return signIn.repositories(
                    () -> directory.allUsers().values().stream()
                            .map(Created::value)
                            .toList(),
                    access);
        }

        @Override
        public AuditRepository audit() {
            return audit;
        }

        @Override
        public TaskRepository tasks() {
            return new TaskRepository() {
                @Override
                public void schedule(TaskKind kind, Collection<String> names, Instant at) {
                    var times = scheduled.computeIfAbsent(kind, none -> new LinkedHashMap<>());
                    names.forEach(name -> times.putIfAbsent(name, at));
                }

                @Override
                public void bringForward(TaskKind kind, String name, Instant at) {
                    scheduled
                            .computeIfAbsent(kind, none -> new LinkedHashMap<>())
                            .merge(name, at, (before, now) -> before.isBefore(now) ? before : now);
                }

                @Override
                public boolean waits(TaskKind kind, Instant now) {
                    return scheduled.getOrDefault(kind, Map.of()).values().stream()
                            .anyMatch(at -> !at.isAfter(now));
                }

                @Override
                public boolean runs(TaskKind kind) {
                    return running.contains(kind);
                }
            };
        }

        @Override
        public JobRepository jobs() {
            return jobs.within(caller);
        }

        @Override
        public InsightRepository insights() {
            // The figures are sums in SQL, which InsightsTest of adapter-persistence compares with the histories.
            throw new UnsupportedOperationException("only the database computes insights");
        }

        @Override
        public SavedViewRepository views() {
            return views.within(caller);
        }

        @Override
        public DuplicateRepository<PersonId, Person> duplicatePeople() {
            return merges.duplicatePeople(directory.allPeople());
        }

        @Override
        public DuplicateRepository<CompanyId, Company> duplicateCompanies() {
            return merges.duplicateCompanies(directory.allCompanies());
        }

        @Override
        public DirectoryRepository<TeamId, Team, NamedQuery> teams() {
            return directory.teams();
        }

        @Override
        public AccountRepository accounts() {
            return access;
        }

        @Override
        public TokenRepository tokens() {
            return access.tokens();
        }

        @Override
        public MergeRepository merges() {
            var repository = merges.repository(directory, entries, events);
            return caller.scope() == Scope.EVERYTHING ? repository : new VisibleMerges(repository, this);
        }

        @Override
        public AnswerRepository answers() {
            return new AnswerRepository() {
                @Override
                public boolean claim(RequestKey key) {
                    // With one transaction at a time, no other one can hold the lock.
                    return true;
                }

                @Override
                public Optional<Answer> find(RequestKey key) {
                    return Optional.ofNullable(kept.get(new CallersKey(caller.user(), key)));
                }

                @Override
                public void save(Answer answer) {
                    kept.put(new CallersKey(caller.user(), answer.key()), answer);
                }
            };
        }

        @Override
        public EventRepository events() {
            return events;
        }

        @Override
        public WebhookRepository webhooks() {
            return webhooks;
        }

        @Override
        public Optional<Outreach> find(OutreachId id) {
            return visible(id).map(Entry::outreach);
        }

        @Override
        public Map<OutreachId, OutreachTimes> times(Collection<OutreachId> ids) {
            return visible()
                    .filter(entry -> ids.contains(entry.outreach().id()))
                    .collect(toMap(
                            entry -> entry.outreach().id(),
                            entry -> new OutreachTimes(entry.createdAt(), changedAt(entry))));
        }

        @Override
        public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids) {
            return lock(ids);
        }

        @Override
        public Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids, OutreachFilter filter) {
            var found = lock(ids);
            found.keySet().removeIf(id -> !matches(filter, requireNonNull(entries.get(id))));
            return found;
        }

        @Override
        public Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice) {
            return walk(filter, slice);
        }

        @Override
        public Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
            var found = new LinkedHashMap<OutreachId, Outreach>();
            ids.forEach(id -> find(id).ifPresent(outreach -> found.put(id, outreach)));
            return found;
        }

        @Override
        public void saveMoved(Collection<Moved> moved) {
            moved.forEach(move -> entries.computeIfPresent(move.outreach().id(), (id, entry) -> {
                var history = new ArrayList<>(entry.history());
                var transition = move.transition();
                history.add(transition);
                events.record(
                        id,
                        new Change.Transitioned(transition.fromState(), transition.toState()),
                        transition.createdAt(),
                        transition.cause().actor());
                return new Entry(move.outreach(), entry.createdAt(), history);
            }));
        }

        @Override
        public void saveAssigned(Collection<Outreach> changed, Cause cause) {
            changed.forEach(outreach -> entries.computeIfPresent(outreach.id(), (id, entry) -> {
                var from = entry.outreach().sequenceId();
                if (!from.equals(outreach.sequenceId())) {
                    var change = new Change.Assigned(
                            from.orElse(null), outreach.sequenceId().orElse(null));
                    events.record(id, change, Instant.EPOCH, cause.actor());
                }
                return new Entry(outreach, entry.createdAt(), entry.history());
            }));
        }

        @Override
        public boolean create(Outreach outreach, Instant createdAt, Cause cause) {
            if (entries.putIfAbsent(outreach.id(), new Entry(outreach, createdAt, List.of())) != null) {
                return false;
            }
            events.record(outreach.id(), new Change.Created(outreach.currentState()), createdAt, cause.actor());
            return true;
        }

        @Override
        public void delete(OutreachId id, Cause cause) {
            var deleted = requireNonNull(entries.remove(id)).outreach();
            events.record(id, new Change.Deleted(deleted.currentState()), Instant.EPOCH, cause.actor());
        }

        private long size(OutreachFilter filter) {
            return stats(filter).total();
        }

        @Override
        public Page<Outreach> page(OutreachQuery query) {
            var matching = visible()
                    .filter(entry -> matches(query.filter(), entry))
                    .sorted(order(query.sort()))
                    .map(Entry::outreach)
                    .toList();
            var items = matching.stream()
                    .skip(query.page().offset())
                    .limit(query.page().size())
                    .toList();
            return new Page<>(items, query.page(), matching.size());
        }

        @Override
        public Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice) {
            var rows = new ArrayList<Row>();
            entries.values().forEach(entry -> rows.add(new Row(entry, new Position(entry.createdAt(), rows.size()))));
            var left = rows.stream()
                    .filter(row -> isVisible(row.entry().outreach()))
                    .filter(row -> matches(filter, row.entry()))
                    .filter(row -> slice.after() == null || Row.NEWEST_FIRST.compare(row.position(), slice.after()) > 0)
                    .sorted(comparing(Row::position, Row.NEWEST_FIRST))
                    .toList();
            var items = left.stream().limit(slice.size()).toList();
            return new Slice<>(
                    items.stream().map(row -> row.entry().outreach()).toList(),
                    items.size() < left.size() ? items.getLast().position() : null);
        }

        private record Row(Entry entry, Position position) {

            static final Comparator<Position> NEWEST_FIRST =
                    comparing(Position::createdAt, reverseOrder()).thenComparing(Position::ordinal);
        }

        @Override
        public long count(OutreachFilter filter) {
            return stats(filter).total();
        }

        @Override
        public long count(OutreachFilter filter, @Nullable SequenceId sequence) {
            return visible()
                    .filter(entry -> matches(filter, entry))
                    .map(Entry::outreach)
                    .filter(outreach -> outreach.sequenceId().equals(Optional.ofNullable(sequence)))
                    .count();
        }

        @Override
        public OptedOut optedOut(OutreachFilter filter, int mostPeople) {
            return new OptedOut(
                    stats(
                            filter,
                            outreach -> people().find(outreach.personId())
                                    .map(person -> person.optOuts().contains(outreach.channel()))
                                    .orElse(false)),
                    true);
        }

        @Override
        public OutreachStats stats(OutreachFilter filter) {
            return stats(filter, outreach -> true);
        }

        private OutreachStats stats(OutreachFilter filter, Predicate<Outreach> which) {
            return new OutreachStats(visible()
                    .filter(entry -> matches(filter, entry))
                    .map(Entry::outreach)
                    .filter(which)
                    .map(outreach -> new OutreachStats.Kind(outreach.currentState(), outreach.channel(), 1))
                    .collect(groupingBy(identity(), counting()))
                    .entrySet()
                    .stream()
                    .map(kind -> new OutreachStats.Kind(
                            kind.getKey().state(), kind.getKey().channel(), kind.getValue()))
                    .toList());
        }

        @Override
        public Optional<Page<Transition>> history(OutreachId id, PageRequest page) {
            return visible(id).map(Entry::history).map(history -> {
                var latestFirst = new ArrayList<>(history);
                Collections.reverse(latestFirst);
                var items = latestFirst.stream()
                        .skip(page.offset())
                        .limit(page.size())
                        .toList();
                return new Page<>(items, page, history.size());
            });
        }

        private boolean matches(OutreachFilter filter, Entry entry) {
            var outreach = entry.outreach();
            return isAny(filter.channels(), outreach.channel())
                    && refersTo(filter.people(), outreach.personId())
                    && refersTo(filter.companies(), company(outreach).id())
                    && isAny(filter.sequences(), outreach.sequenceId().orElse(null))
                    && isAny(filter.states(), outreach.currentState())
                    && isAny(filter.owners(), company(outreach).ownerId())
                    && (filter.person() == null || Folding.containsWords(personName(outreach), filter.person()))
                    && filter.created().includes(entry.createdAt())
                    && filter.changed().includes(changedAt(entry));
        }

        private static Instant changedAt(Entry entry) {
            var movedAt = entry.movedAt();
            return movedAt == null || movedAt.isBefore(entry.createdAt()) ? entry.createdAt() : movedAt;
        }

        private <T extends Id> boolean refersTo(Set<T> wanted, T actual) {
            return wanted.isEmpty()
                    || wanted.stream().anyMatch(id -> merges.current(id).equals(actual));
        }

        private static <T> boolean isAny(Set<T> wanted, T actual) {
            return wanted.isEmpty() || wanted.contains(actual);
        }

        private static <T> boolean isAny(AnyOf<T> wanted, @Nullable T actual) {
            return wanted.isAll()
                    || (actual == null ? wanted.none() : wanted.values().contains(actual));
        }

        private Comparator<Entry> order(OutreachSort sort) {
            Comparator<Entry> newestFirst = comparing(Entry::createdAt, reverseOrder())
                    .thenComparing(entry -> entry.outreach().id().value());
            return switch (sort.key()) {
                case CREATED ->
                    by(sort.direction(), Entry::createdAt, Comparator.<Instant>naturalOrder())
                            .thenComparing(newestFirst);
                case CHANGED ->
                    by(sort.direction(), InMemoryRepositories::changedAt, Comparator.<Instant>naturalOrder())
                            .thenComparing(newestFirst);
                case PERSON ->
                    by(sort.direction(), entry -> personName(entry.outreach()), InMemoryDirectory.alphabetical())
                            .thenComparing(by(
                                    sort.direction(),
                                    entry -> entry.outreach().personId().value(),
                                    Comparator.<String>naturalOrder()))
                            .thenComparing(newestFirst);
                case CHANNEL ->
                    by(sort.direction(), entry -> entry.outreach().channel().value(), Comparator.<String>naturalOrder())
                            .thenComparing(newestFirst);
                case STATUS ->
                    by(
                                    sort.direction(),
                                    entry -> entry.outreach().currentState().value(),
                                    Comparator.<String>naturalOrder())
                            .thenComparing(newestFirst);
                case COMPANY ->
                    by(sort.direction(), entry -> company(entry.outreach()).name(), InMemoryDirectory.alphabetical())
                            .thenComparing(by(
                                    sort.direction(),
                                    entry -> company(entry.outreach()).id().value(),
                                    Comparator.<String>naturalOrder()))
                            .thenComparing(newestFirst);
                case SEQUENCE ->
                    by(sort.direction(), entry -> name(entry.outreach().sequenceId()), InMemoryDirectory.alphabetical())
                            .thenComparing(by(
                                    sort.direction(),
                                    entry -> entry.outreach()
                                            .sequenceId()
                                            .map(SequenceId::value)
                                            .orElse(null),
                                    Comparator.<String>naturalOrder()))
                            .thenComparing(newestFirst);
                case OWNER ->
                    by(sort.direction(), entry -> ownerName(entry.outreach()), InMemoryDirectory.alphabetical())
                            .thenComparing(by(
                                    sort.direction(),
                                    entry -> ownerId(entry.outreach()),
                                    Comparator.<String>naturalOrder()))
                            .thenComparing(newestFirst);
            };
        }

        private <T> Comparator<Entry> by(
                Direction direction, Function<Entry, @Nullable T> key, Comparator<? super T> comparator) {
            Comparator<T> directed = direction == Direction.ASC ? comparator::compare : comparator.reversed()::compare;
            return (a, b) -> nullsLast(directed).compare(key.apply(a), key.apply(b));
        }

        private String personName(Outreach outreach) {
            return directory.person(outreach.personId()).name();
        }

        private Company company(Outreach outreach) {
            return directory.company(directory.person(outreach.personId()).companyId());
        }

        private @Nullable String name(Optional<SequenceId> id) {
            return id.map(present -> directory.sequence(present).name()).orElse(null);
        }

        private @Nullable String ownerName(Outreach outreach) {
            var owner = company(outreach).ownerId();
            return owner == null ? null : directory.user(owner).name();
        }

        private @Nullable String ownerId(Outreach outreach) {
            var owner = company(outreach).ownerId();
            return owner == null ? null : owner.value();
        }
    }
}
