package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.access.Team;
import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The directory of {@link InMemoryStorage}: users, companies, people and sequences. */
final class InMemoryDirectory {

    private final Map<UserId, Created<User>> users = new LinkedHashMap<>();
    private final Map<CompanyId, Created<Company>> companies = new LinkedHashMap<>();
    private final Map<PersonId, Created<Person>> people = new LinkedHashMap<>();
    private final Map<SequenceId, Created<Sequence>> sequences = new LinkedHashMap<>();
    private final Map<TeamId, Created<Team>> teams = new LinkedHashMap<>();
    private InMemoryImports imports = new InMemoryImports();

    boolean isEmpty() {
        return users.isEmpty() && companies.isEmpty() && people.isEmpty() && sequences.isEmpty();
    }

    void fill(BookOfBusiness book) {
        book.users().forEach(user -> users.put(user.value().id(), user));
        book.companies().forEach(company -> companies.put(company.value().id(), company));
        book.people().forEach(person -> people.put(person.value().id(), person));
        book.sequences().forEach(sequence -> sequences.put(sequence.value().id(), sequence));
    }

    InMemoryDirectory copy() {
        var copy = new InMemoryDirectory();
        copy.users.putAll(users);
        copy.companies.putAll(companies);
        copy.people.putAll(people);
        copy.sequences.putAll(sequences);
        copy.teams.putAll(teams);
        copy.imports = imports.copy();
        return copy;
    }

    InMemoryImports imports() {
        return imports;
    }

    /** Returns the repository for bulk access to the directory and these outreaches. */
    BookRepository book(Map<OutreachId, Entry> outreaches, UnaryOperator<Id> successor) {
        return new InMemoryBook(users, companies, people, sequences, outreaches, successor);
    }

    Map<PersonId, Created<Person>> allPeople() {
        return people;
    }

    Map<CompanyId, Created<Company>> allCompanies() {
        return companies;
    }

    /** Moves all people of a company to another one. */
    void move(CompanyId from, CompanyId into) {
        people.replaceAll((id, entry) -> {
            var person = entry.value();
            return person.companyId().equals(from)
                    ? new Created<>(
                            new Person(
                                    id,
                                    person.name(),
                                    person.title(),
                                    into,
                                    person.email(),
                                    person.phone(),
                                    person.linkedinUrl(),
                                    person.optOuts()),
                            entry.at())
                    : entry;
        });
    }

    User user(UserId id) {
        return requireNonNull(users.get(id)).value();
    }

    Company company(CompanyId id) {
        return requireNonNull(companies.get(id)).value();
    }

    Person person(PersonId id) {
        return requireNonNull(people.get(id)).value();
    }

    Sequence sequence(SequenceId id) {
        return requireNonNull(sequences.get(id)).value();
    }

    CompanyRepository companies(Scope scope) {
        return new Companies(scope);
    }

    PersonRepository people(Scope scope, Function<PersonId, Long> outreaches) {
        return new People(scope, outreaches);
    }

    DirectoryRepository<SequenceId, Sequence, NamedQuery> sequences(Function<SequenceId, Long> outreaches) {
        return new Sequences(outreaches);
    }

    DirectoryRepository<TeamId, Team, NamedQuery> teams() {
        return new Teams();
    }

    Map<UserId, Created<User>> allUsers() {
        return users;
    }

    DirectoryRepository<UserId, User, NamedQuery> users(InMemorySignIn signIn) {
        return new Users(signIn);
    }

    /** The common code of the repositories. */
    private abstract static class Kept<I extends Id, T, Q> implements DirectoryRepository<I, T, Q> {

        private final Map<I, Created<T>> all;
        private final Function<T, I> id;
        private final Predicate<T> visible;

        Kept(Map<I, Created<T>> all, Function<T, I> id, Predicate<T> visible) {
            this.all = all;
            this.id = id;
            this.visible = visible;
        }

        @Override
        public Optional<T> find(I wanted) {
            return Optional.ofNullable(all.get(wanted)).map(Created::value).filter(visible);
        }

        @Override
        public Map<I, T> findAll(Collection<I> ids) {
            var found = new LinkedHashMap<I, T>();
            ids.forEach(wanted -> find(wanted).ifPresent(present -> found.put(wanted, present)));
            return found;
        }

        @Override
        public Optional<T> lock(I wanted) {
            return find(wanted);
        }

        @Override
        public boolean create(T thing, Instant createdAt) {
            return all.putIfAbsent(id.apply(thing), new Created<>(thing, createdAt)) == null;
        }

        @Override
        public void save(T thing) {
            var stored = find(id.apply(thing)).map(id).orElseThrow();
            all.computeIfPresent(stored, (same, entry) -> new Created<>(thing, entry.at()));
        }

        @Override
        public void delete(I wanted) {
            find(wanted).ifPresent(present -> all.remove(wanted));
        }

        Page<T> cut(Predicate<T> filter, Comparator<Created<T>> order, PageRequest request) {
            var matching = all.values().stream()
                    .filter(entry -> visible.test(entry.value()) && filter.test(entry.value()))
                    .sorted(order)
                    .map(Created::value)
                    .toList();
            var items = matching.stream()
                    .skip(request.offset())
                    .limit(request.size())
                    .toList();
            return new Page<>(items, request, matching.size());
        }
    }

    private final class Companies extends Kept<CompanyId, Company, CompanyQuery> implements CompanyRepository {

        Companies(Scope scope) {
            super(companies, Company::id, company -> scope.includes(company.ownerId()));
        }

        @Override
        public Page<Company> page(CompanyQuery query) {
            return cut(company -> matches(query.filter(), company), order(query.sort()), query.page());
        }

        @Override
        public Map<CompanyId, Company> lockAll(Collection<CompanyId> ids) {
            return findAll(ids);
        }

        @Override
        public void handOver(Collection<CompanyId> ids, @Nullable UserId owner) {
            findAll(ids).values().forEach(company -> save(company.ownedBy(owner)));
        }

        @Override
        public long dependents(CompanyId id) {
            return people.values().stream()
                    .filter(person -> person.value().companyId().equals(id))
                    .count();
        }
    }

    private final class People extends Kept<PersonId, Person, PersonQuery> implements PersonRepository {

        private final Function<PersonId, Long> outreaches;

        People(Scope scope, Function<PersonId, Long> outreaches) {
            super(
                    people,
                    Person::id,
                    person -> scope.includes(company(person.companyId()).ownerId()));
            this.outreaches = outreaches;
        }

        @Override
        public Map<PersonId, Set<Channel>> optOuts(Collection<PersonId> ids) {
            return findAll(ids).values().stream()
                    .filter(person -> !person.optOuts().isEmpty())
                    .collect(toMap(Person::id, Person::optOuts));
        }

        @Override
        public Page<Person> page(PersonQuery query) {
            var filter = query.filter();
            return cut(
                    person -> containsWords(person.name(), filter.name())
                            && isOrAny(filter.companyId(), person.companyId())
                            && (filter.email() == null || filter.email().equalsIgnoreCase(person.email())),
                    order(query.sort(), Person::name, Person::id),
                    query.page());
        }

        @Override
        public long dependents(PersonId id) {
            return outreaches.apply(id);
        }
    }

    private final class Sequences extends Kept<SequenceId, Sequence, NamedQuery> {

        private final Function<SequenceId, Long> outreaches;

        Sequences(Function<SequenceId, Long> outreaches) {
            super(sequences, Sequence::id, sequence -> true);
            this.outreaches = outreaches;
        }

        @Override
        public Page<Sequence> page(NamedQuery query) {
            return cut(
                    sequence -> containsWords(sequence.name(), query.name()),
                    order(query.sort(), Sequence::name, Sequence::id),
                    query.page());
        }

        @Override
        public long dependents(SequenceId id) {
            return outreaches.apply(id);
        }
    }

    private final class Teams extends Kept<TeamId, Team, NamedQuery> {

        Teams() {
            super(teams, Team::id, team -> true);
        }

        @Override
        public boolean create(Team team, Instant createdAt) {
            boolean created = super.create(team, createdAt);
            if (created) {
                moveMembers(team);
            }
            return created;
        }

        @Override
        public void save(Team team) {
            super.save(team);
            moveMembers(team);
        }

        private void moveMembers(Team team) {
            teams.replaceAll((id, other) ->
                    id.equals(team.id()) ? other : new Created<>(without(other.value(), team), other.at()));
        }

        private static Team without(Team team, Team moved) {
            var left = new HashSet<>(team.members());
            left.removeAll(moved.members());
            return new Team(team.id(), team.name(), left);
        }

        @Override
        public Page<Team> page(NamedQuery query) {
            return cut(
                    team -> containsWords(team.name(), query.name()),
                    order(query.sort(), Team::name, Team::id),
                    query.page());
        }

        @Override
        public long dependents(TeamId id) {
            return 0;
        }
    }

    private final class Users extends Kept<UserId, User, NamedQuery> {

        private final InMemorySignIn signIn;

        Users(InMemorySignIn signIn) {
            super(users, User::id, user -> true);
            this.signIn = signIn;
        }

        @Override
        public Page<User> page(NamedQuery query) {
            return cut(
                    user -> containsWords(user.name(), query.name()),
                    order(query.sort(), User::name, User::id),
                    query.page());
        }

        @Override
        public long dependents(UserId id) {
            long owned = companies.values().stream()
                    .filter(company -> id.equals(company.value().ownerId()))
                    .count();
            return signIn.isActive(id) ? owned + 1 : owned;
        }

        @Override
        public void delete(UserId id) {
            super.delete(id);
            signIn.deleteUser(id);
        }
    }

    static Comparator<String> alphabetical() {
        return Collator.getInstance(Locale.ROOT)::compare;
    }

    private static boolean containsWords(String name, @Nullable String text) {
        return text == null || Folding.containsWords(name, text);
    }

    private static boolean contains(@Nullable String text, @Nullable String part) {
        return part == null || (text != null && Folding.contains(text, part));
    }

    private static boolean isOrAny(@Nullable Object wanted, @Nullable Object actual) {
        return wanted == null || wanted.equals(actual);
    }

    private static <T extends Comparable<? super T>> boolean isIn(Range<T> range, @Nullable T value) {
        if (range.isOpen()) {
            return true;
        }
        return value != null
                && (range.from() == null || value.compareTo(range.from()) >= 0)
                && (range.to() == null || value.compareTo(range.to()) <= 0);
    }

    private static boolean matches(CompanyFilter filter, Company company) {
        var profile = company.profile();
        return containsWords(company.name(), filter.name())
                && contains(profile.domain(), filter.domain())
                && isOrAny(filter.fit(), profile.fit())
                && (filter.segments().isEmpty() || !Collections.disjoint(filter.segments(), profile.segments()))
                && isOrAny(filter.ownerId(), company.ownerId())
                && isIn(filter.overallScore(), profile.overallScore())
                && isIn(filter.enriched(), lastEnriched(company))
                && !(filter.neverEnriched() && company.enrichment().lastCompletedAt() != null);
    }

    private static @Nullable LocalDate lastEnriched(Company company) {
        var at = company.enrichment().lastCompletedAt();
        return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static <T> Comparator<Created<T>> newestFirst(Function<T, ? extends Id> id) {
        return comparing((Created<T> entry) -> entry.at(), reverseOrder())
                .thenComparing(entry -> id.apply(entry.value()).value());
    }

    private static <T> Comparator<Created<T>> order(
            NameSort sort, Function<T, String> name, Function<T, ? extends Id> id) {
        Comparator<Created<T>> byName = comparing(entry -> name.apply(entry.value()), alphabetical());
        return switch (sort) {
            case NEWEST_FIRST -> newestFirst(id);
            case NAME_ASC -> byName.thenComparing(newestFirst(id));
            case NAME_DESC -> byName.reversed().thenComparing(newestFirst(id));
        };
    }

    private Comparator<Created<Company>> order(CompanySort sort) {
        var newestFirst = newestFirst(Company::id);
        return switch (sort.key()) {
            case CREATED_AT -> newestFirst;
            case NAME -> by(sort, Company::name, alphabetical()).thenComparing(newestFirst);
            case DOMAIN ->
                by(sort, company -> company.profile().domain(), alphabetical()).thenComparing(newestFirst);
            case FIT ->
                by(sort, company -> judged(company.profile().fit()), Comparator.<Boolean>naturalOrder())
                        .thenComparing(newestFirst);
            case SEGMENTS ->
                by(sort, company -> segments(company.profile()), InMemoryDirectory::compareSegments)
                        .thenComparing(newestFirst);
            case OVERALL_SCORE ->
                by(sort, company -> company.profile().overallScore(), Comparator.<Integer>naturalOrder())
                        .thenComparing(newestFirst);
            case OWNER ->
                by(sort, company -> owner(company, User::name), alphabetical())
                        .thenComparing(by(
                                sort,
                                company -> owner(company, user -> user.id().value()),
                                naturalOrder()))
                        .thenComparing(newestFirst);
            case LAST_ENRICHMENT ->
                by(sort, company -> company.enrichment().lastCompletedAt(), naturalOrder())
                        .thenComparing(newestFirst);
        };
    }

    private static <K> Comparator<Created<Company>> by(
            CompanySort sort, Function<Company, @Nullable K> key, Comparator<? super K> comparator) {
        Comparator<K> directed =
                sort.direction() == Direction.ASC ? comparator::compare : comparator.reversed()::compare;
        return (a, b) -> nullsLast(directed).compare(key.apply(a.value()), key.apply(b.value()));
    }

    private static @Nullable Boolean judged(Fit fit) {
        return switch (fit) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }

    private static @Nullable List<String> segments(Company.Profile profile) {
        return profile.segments().isEmpty() ? null : profile.segments();
    }

    private static int compareSegments(List<String> some, List<String> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            int compared = alphabetical().compare(some.get(i), others.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(some.size(), others.size());
    }

    private @Nullable String owner(Company company, Function<User, String> field) {
        var owner = company.ownerId();
        return owner == null ? null : field.apply(user(owner));
    }
}
