package com.grow.outreach.adapter.persistence.book;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.book.JooqBulkDirectory.Layout;
import com.grow.outreach.adapter.persistence.book.JooqBulkDirectory.Reference;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.repository.JooqCompanyRepository;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.adapter.persistence.repository.JooqPersonRepository;
import com.grow.outreach.adapter.persistence.repository.JooqSequenceRepository;
import com.grow.outreach.adapter.persistence.repository.JooqUserRepository;
import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Persistence adapter: everything in bulk, for one piece of work. What is new is copied straight into its table; what has
 * changed, into a temporary one, and from there by one statement.
 */
public final class JooqBookRepository implements BookRepository {

    private static final Layout<UserId, User> USER = new Layout<>(
            UserId.KIND,
            User::id,
            JooqUserRepository.ROWS,
            Map.of(NaturalKey.NAME, USERS.NAME, NaturalKey.EMAIL, USERS.EMAIL),
            "created_at, name, email",
            (user, none) -> CopyRows.columns(
                    user.at(), user.thing().name(), user.thing().email()),
            null);

    private static final Layout<SequenceId, Sequence> SEQUENCE = new Layout<>(
            SequenceId.KIND,
            Sequence::id,
            JooqSequenceRepository.ROWS,
            Map.of(NaturalKey.NAME, SEQUENCES.NAME),
            "created_at, name",
            (sequence, none) -> CopyRows.columns(sequence.at(), sequence.thing().name()),
            null);

    private static final Layout<CompanyId, Company> COMPANY = new Layout<>(
            CompanyId.KIND,
            Company::id,
            JooqCompanyRepository.ROWS,
            Map.of(NaturalKey.NAME, COMPANIES.NAME, NaturalKey.DOMAIN, COMPANIES.DOMAIN),
            CopyRows.COMPANY,
            CopyRows::company,
            new Reference<>(Company::ownerId, USERS.ID, USERS.PUBLIC_ID, COMPANIES.OWNER_ID, OUTREACHES.COMPANY_ID));

    private static final Layout<PersonId, Person> PERSON = new Layout<>(
            PersonId.KIND,
            Person::id,
            JooqPersonRepository.ROWS,
            Map.of(NaturalKey.NAME, PEOPLE.NAME, NaturalKey.EMAIL, PEOPLE.EMAIL),
            CopyRows.PERSON,
            CopyRows::person,
            new Reference<>(
                    Person::companyId, COMPANIES.ID, COMPANIES.PUBLIC_ID, PEOPLE.COMPANY_ID, OUTREACHES.PERSON_ID));

    /** Unique, foreign key: somebody else was there first. */
    private static final Set<String> CONFLICTS = Set.of("23505", "23503");

    private final DSLContext dsl;
    private final Map<Id, Long> keys = new HashMap<>();

    public JooqBookRepository(DSLContext dsl) {
        this.dsl = dsl;
        // Thousands of keys are looked up at a time, in tables that grow under plans that are kept; planning each time
        // would do so for each reference that is checked, too. Whatever listens for single changes is told by grow.bulk
        // that there are too many.
        dsl.execute("set local enable_seqscan = off");
        dsl.execute("set local grow.bulk = 'on'");
    }

    /** The key of what was looked up. */
    static @Nullable Long key(@Nullable Id id, Map<Id, Long> keys) {
        if (id == null) {
            return null;
        }
        var key = keys.get(id);
        if (key == null) {
            throw new StorageConflictException(id.value() + " is gone", null);
        }
        return key;
    }

    /** Finds the keys of those that have none yet. */
    static void lookUp(
            Stream<? extends @Nullable Id> ids,
            TableField<?, Long> key,
            TableField<?, String> publicId,
            Map<Id, Long> keys,
            DSLContext dsl) {
        var missing = new HashMap<String, Id>();
        ids.forEach(id -> {
            if (id != null && !keys.containsKey(id)) {
                missing.put(id.value(), id);
            }
        });
        if (!missing.isEmpty()) {
            dsl.select(key, publicId)
                    .from(key.getTable())
                    .where(publicId.eq(any(JooqBulkDirectory.texts(missing.keySet().stream()))))
                    .forEach(row -> keys.put(requireNonNull(missing.get(row.value2())), row.value1()));
        }
    }

    @Override
    public BulkDirectory<UserId, User> users() {
        return new JooqBulkDirectory<>(dsl, USER, keys);
    }

    @Override
    public BulkDirectory<CompanyId, Company> companies() {
        return new JooqBulkDirectory<>(dsl, COMPANY, keys);
    }

    @Override
    public BulkDirectory<PersonId, Person> people() {
        return new JooqBulkDirectory<>(dsl, PERSON, keys);
    }

    @Override
    public BulkDirectory<SequenceId, Sequence> sequences() {
        return new JooqBulkDirectory<>(dsl, SEQUENCE, keys);
    }

    @Override
    public Outreaches outreaches() {
        return new JooqOutreaches();
    }

    /** Does work that others can be in the way of. */
    static void orConflict(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            var failure = e.getCause(SQLException.class);
            if (failure != null && CONFLICTS.contains(String.valueOf(failure.getSQLState()))) {
                throw new StorageConflictException("somebody else changed the same: " + failure.getMessage(), e);
            }
            throw e;
        }
    }

    /** Has the references checked that are otherwise checked when the transaction ends. */
    static void checkReferences(DSLContext dsl) {
        dsl.execute("set constraints all immediate");
        dsl.execute("set constraints all deferred");
    }

    /** Outreaches in bulk. */
    private final class JooqOutreaches implements Outreaches {

        private static final String COLUMNS = "id, public_id, person_id, company_id, owner_id, sequence_id, created_at,"
                + " last_sort_key, channel, current_state";

        /** Where the people are that are known, and stay. */
        private final Map<PersonId, Place> places = new HashMap<>();

        /** Where a person is to be found. */
        private record Place(
                long person, long company, @Nullable Long owner) {}

        @Override
        public Map<OutreachId, Entry> lock(Collection<OutreachId> ids) {
            var locked = new HashMap<OutreachId, Entry>();
            if (ids.isEmpty()) {
                return locked;
            }
            var found = Rehearsal.forNoKeyUpdate(
                            dsl.select(OUTREACHES.ID)
                                    .from(OUTREACHES)
                                    .where(OUTREACHES.PUBLIC_ID.eq(any(
                                            JooqBulkDirectory.texts(ids.stream().map(OutreachId::value)))))
                                    .orderBy(OUTREACHES.ID),
                            dsl)
                    .fetch(OUTREACHES.ID);
            if (found.isEmpty()) {
                return locked;
            }
            var histories = histories(found);
            dsl.select(JooqOutreachRepository.COLUMNS)
                    .select(OUTREACHES.CREATED_AT, OUTREACHES.ID)
                    .from(JooqOutreachRepository.WITH_NAMED_IDS)
                    .where(OUTREACHES.ID.eq(any(val(found, SQLDataType.BIGINT.array()))))
                    .forEach(row -> {
                        var outreach = JooqOutreachRepository.outreach(row);
                        keys.put(outreach.id(), row.get(OUTREACHES.ID));
                        locked.put(
                                outreach.id(),
                                new Entry(
                                        outreach,
                                        row.get(OUTREACHES.CREATED_AT),
                                        histories.getOrDefault(outreach.id(), List.of())));
                    });
            return locked;
        }

        private Map<OutreachId, List<Transition>> histories(List<Long> outreachKeys) {
            var histories = new HashMap<OutreachId, List<Transition>>();
            dsl.select(OUTREACHES.PUBLIC_ID)
                    .select(OUTREACH_TRANSITIONS.fields())
                    .from(OUTREACH_TRANSITIONS)
                    .join(OUTREACHES)
                    .on(OUTREACHES.ID.eq(OUTREACH_TRANSITIONS.OUTREACH_ID))
                    .where(OUTREACH_TRANSITIONS.OUTREACH_ID.eq(any(val(outreachKeys, SQLDataType.BIGINT.array()))))
                    .orderBy(OUTREACH_TRANSITIONS.OUTREACH_ID, OUTREACH_TRANSITIONS.SORT_KEY)
                    .forEach(row -> {
                        var id = new OutreachId(row.get(OUTREACHES.PUBLIC_ID));
                        histories
                                .computeIfAbsent(id, none -> new ArrayList<>())
                                .add(JooqOutreachRepository.transition(id, row));
                    });
            return histories;
        }

        @Override
        public Set<PersonId> existingPeople(Collection<PersonId> ids) {
            var unknown = ids.stream()
                    .filter(id -> !places.containsKey(id))
                    .map(Id::value)
                    .toList();
            if (!unknown.isEmpty()) {
                Rehearsal.forKeyShare(
                                dsl.select(PEOPLE.PUBLIC_ID, PEOPLE.ID, PEOPLE.COMPANY_ID, COMPANIES.OWNER_ID)
                                        .from(PEOPLE)
                                        .join(COMPANIES)
                                        .on(COMPANIES.ID.eq(PEOPLE.COMPANY_ID))
                                        .where(PEOPLE.PUBLIC_ID.eq(any(JooqBulkDirectory.texts(unknown.stream()))))
                                        .orderBy(PEOPLE.ID),
                                dsl)
                        .forEach(row -> places.put(
                                new PersonId(row.value1()), new Place(row.value2(), row.value3(), row.value4())));
            }
            var known = new HashSet<>(ids);
            known.retainAll(places.keySet());
            return known;
        }

        @Override
        public Map<PersonId, Map<Channel, Set<OutreachId>>> ofPeople(Collection<PersonId> ids) {
            var outreaches = new HashMap<PersonId, Map<Channel, Set<OutreachId>>>();
            if (ids.isEmpty()) {
                return outreaches;
            }
            dsl.select(PEOPLE.PUBLIC_ID, OUTREACHES.CHANNEL, OUTREACHES.PUBLIC_ID)
                    .from(OUTREACHES)
                    .join(PEOPLE)
                    .on(PEOPLE.ID.eq(OUTREACHES.PERSON_ID))
                    .where(PEOPLE.PUBLIC_ID.eq(
                            any(JooqBulkDirectory.texts(ids.stream().map(PersonId::value)))))
                    .forEach(row -> outreaches
                            .computeIfAbsent(new PersonId(row.value1()), none -> new EnumMap<>(Channel.class))
                            .computeIfAbsent(
                                    Channel.parse(row.value2().getLiteral()).orElseThrow(), none -> new HashSet<>())
                            .add(new OutreachId(row.value3())));
            return outreaches;
        }

        @Override
        public void add(Collection<Entry> entries) {
            if (!entries.isEmpty()) {
                orConflict(() -> copy(entries));
            }
        }

        private void copy(Collection<Entry> entries) {
            lookUpSequences(entries);
            existingPeople(
                    entries.stream().map(entry -> entry.outreach().personId()).toList());
            // The sequence is found once, and not for each of its values.
            var ids = dsl.fetch("""
                            with sequence as materialized (
                              select pg_get_serial_sequence(quote_ident(current_schema()) || '.outreaches', 'id')::regclass as name
                            )
                            select nextval(name) from sequence, generate_series(1, {0})
                            """, val(entries.size())).getValues(0, Long.class);
            dsl.connection(connection -> {
                var next = ids.iterator();
                try (var out = new CopyRows(connection, "outreaches (%s)".formatted(COLUMNS))) {
                    for (var entry : entries) {
                        var outreach = entry.outreach();
                        var place = places.get(outreach.personId());
                        if (place == null) {
                            throw new StorageConflictException(outreach.personId() + " is gone", null);
                        }
                        long id = next.next();
                        keys.put(outreach.id(), id);
                        out.write(CopyRows.columns(
                                id,
                                outreach.id().value(),
                                place.person(),
                                place.company(),
                                place.owner(),
                                key(outreach.sequenceId().orElse(null), keys),
                                entry.createdAt(),
                                outreach.lastSortKey(),
                                outreach.channel().value(),
                                outreach.currentState().value()));
                    }
                }
            });
            copyHistories(entries, Map.of());
            checkReferences(dsl);
        }

        /** Copies what is later than what is there. */
        private void copyHistories(Collection<Entry> entries, Map<OutreachId, Integer> lastSortKeys) {
            dsl.connection(connection -> {
                try (var out = new CopyRows(connection, "outreach_transitions (%s)".formatted(CopyRows.TRANSITION))) {
                    for (var entry : entries) {
                        int last = lastSortKeys.getOrDefault(entry.outreach().id(), 0);
                        for (var transition : entry.history()) {
                            if (transition.sortKey() > last) {
                                out.write(CopyRows.transition(
                                        requireNonNull(keys.get(entry.outreach().id())), transition));
                            }
                        }
                    }
                }
            });
        }

        @Override
        public void replace(Collection<Entry> entries) {
            if (!entries.isEmpty()) {
                orConflict(() -> change(entries));
            }
        }

        private void lookUpSequences(Collection<Entry> entries) {
            lookUp(
                    entries.stream().map(entry -> entry.outreach().sequenceId().orElse(null)),
                    SEQUENCES.ID,
                    SEQUENCES.PUBLIC_ID,
                    keys,
                    dsl);
        }

        private void change(Collection<Entry> entries) {
            lookUpSequences(entries);
            var columns = "id, sequence_id, created_at, last_sort_key, current_state";
            dsl.execute(
                    "create temporary table if not exists changed_outreaches on commit delete rows as select %s from outreaches with no data"
                            .formatted(columns));
            dsl.execute("delete from changed_outreaches");
            dsl.connection(connection -> {
                try (var out = new CopyRows(connection, "changed_outreaches (%s)".formatted(columns))) {
                    for (var entry : entries) {
                        var outreach = entry.outreach();
                        out.write(CopyRows.columns(
                                requireNonNull(keys.get(outreach.id())),
                                key(outreach.sequenceId().orElse(null), keys),
                                entry.createdAt(),
                                outreach.lastSortKey(),
                                outreach.currentState().value()));
                    }
                }
            });
            var last = new HashMap<OutreachId, Integer>();
            var known = new HashMap<Long, OutreachId>();
            entries.forEach(entry -> known.put(
                    requireNonNull(keys.get(entry.outreach().id())),
                    entry.outreach().id()));
            dsl.select(OUTREACHES.ID, OUTREACHES.LAST_SORT_KEY)
                    .from(OUTREACHES)
                    .where(OUTREACHES.ID.eq(any(val(List.copyOf(known.keySet()), SQLDataType.BIGINT.array()))))
                    .forEach(row -> last.put(requireNonNull(known.get(row.value1())), row.value2()));
            dsl.execute("""
                    update outreaches
                    set sequence_id = changed.sequence_id, created_at = changed.created_at,
                      last_sort_key = changed.last_sort_key, current_state = changed.current_state
                    from changed_outreaches changed
                    where outreaches.id = changed.id
                    """);
            copyHistories(entries, last);
            checkReferences(dsl);
        }
    }
}
