package com.grow.outreach.adapter.persistence.book;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository.Outreaches;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Transition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: bulk changes of outreaches and their histories. */
final class JooqBulkOutreaches implements Outreaches {

    private static final String NEW_COLUMNS = "id, public_id, person_id, company_id, owner_id, sequence_id, created_at,"
            + " moved_at, last_sort_key, channel, current_state";

    private static final String CHANGED_COLUMNS = "id, sequence_id, created_at, moved_at, last_sort_key, current_state";

    private final BulkSession session;
    private final DSLContext dsl;
    private final VisibleRows visible;

    /** The existing people, which can't be deleted or move until the transaction ends. */
    private final Map<PersonId, PersonKeys> people = new HashMap<>();

    JooqBulkOutreaches(BulkSession session, VisibleRows visible) {
        this.session = session;
        this.dsl = session.dsl();
        this.visible = visible;
    }

    /** The keys of a person, the company and its owner, which are copied into the person's outreaches. */
    private record PersonKeys(
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
                                .where(OUTREACHES.PUBLIC_ID.eq(
                                        any(BulkSession.texts(ids.stream().map(OutreachId::value)))))
                                .and(visible.outreaches())
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
                    session.keys().put(outreach.id(), row.get(OUTREACHES.ID));
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
                .filter(id -> !people.containsKey(id))
                .map(Id::value)
                .toList();
        if (!unknown.isEmpty()) {
            Rehearsal.forKeyShare(
                            dsl.select(PEOPLE.PUBLIC_ID, PEOPLE.ID, PEOPLE.COMPANY_ID, COMPANIES.OWNER_ID)
                                    .from(PEOPLE)
                                    .join(COMPANIES)
                                    .on(COMPANIES.ID.eq(PEOPLE.COMPANY_ID))
                                    .where(PEOPLE.PUBLIC_ID.eq(any(BulkSession.texts(unknown.stream()))))
                                    .and(visible.companies())
                                    .orderBy(PEOPLE.ID),
                            dsl)
                    .forEach(row -> people.put(
                            new PersonId(row.value1()), new PersonKeys(row.value2(), row.value3(), row.value4())));
        }
        var existing = new HashSet<>(ids);
        existing.retainAll(people.keySet());
        return existing;
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
                .where(PEOPLE.PUBLIC_ID.eq(any(BulkSession.texts(ids.stream().map(PersonId::value)))))
                .and(visible.outreaches())
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
            BulkSession.write(() -> {
                loadSequences(entries);
                existingPeople(entries.stream()
                        .map(entry -> entry.outreach().personId())
                        .toList());
                copyNew(entries);
                copyHistories(entries, Map.of());
                session.checkReferences();
            });
        }
    }

    private void loadSequences(Collection<Entry> entries) {
        session.loadKeys(
                entries.stream().map(entry -> entry.outreach().sequenceId().orElse(null)),
                SEQUENCES.ID,
                SEQUENCES.PUBLIC_ID);
    }

    private void copyNew(Collection<Entry> entries) {
        // Looks up the name of the sequence once, not for each value.
        var keys = dsl.fetch("""
                        with sequence as materialized (
                          select pg_get_serial_sequence(quote_ident(current_schema()) || '.outreaches', 'id')::regclass as name
                        )
                        select nextval(name) from sequence, generate_series(1, {0})
                        """, val(entries.size())).getValues(0, Long.class);
        dsl.connection(connection -> {
            var next = keys.iterator();
            try (var out = new CopyRows(connection, "outreaches (%s)".formatted(NEW_COLUMNS))) {
                for (var entry : entries) {
                    out.write(newColumns(next.next(), entry));
                }
            }
        });
    }

    private List<@Nullable Object> newColumns(long key, Entry entry) {
        var outreach = entry.outreach();
        var person = people.get(outreach.personId());
        if (person == null) {
            throw new StorageConflictException("the person " + outreach.personId() + " was deleted", null);
        }
        session.keys().put(outreach.id(), key);
        return CopyRows.columns(
                key,
                outreach.id().value(),
                person.person(),
                person.company(),
                person.owner(),
                session.key(outreach.sequenceId().orElse(null)),
                entry.createdAt(),
                entry.movedAt(),
                outreach.lastSortKey(),
                outreach.channel().value(),
                outreach.currentState().value());
    }

    /** Copies the transitions that come after those in the table. */
    private void copyHistories(Collection<Entry> entries, Map<OutreachId, Integer> lastSortKeys) {
        dsl.connection(connection -> {
            try (var out = new CopyRows(connection, "outreach_transitions (%s)".formatted(CopyRows.TRANSITION))) {
                for (var entry : entries) {
                    int last = lastSortKeys.getOrDefault(entry.outreach().id(), 0);
                    for (var transition : entry.history()) {
                        if (transition.sortKey() > last) {
                            out.write(CopyRows.transition(key(entry), transition));
                        }
                    }
                }
            }
        });
    }

    private long key(Entry entry) {
        return requireNonNull(session.keys().get(entry.outreach().id()));
    }

    @Override
    public void replace(Collection<Entry> entries) {
        if (!entries.isEmpty()) {
            BulkSession.write(() -> {
                loadSequences(entries);
                copyChanged(entries);
                var lastSortKeys = lastSortKeys(entries);
                dsl.execute("""
                        update outreaches
                        set sequence_id = changed.sequence_id, created_at = changed.created_at,
                          moved_at = changed.moved_at, last_sort_key = changed.last_sort_key, current_state = changed.current_state
                        from changed_outreaches changed
                        where outreaches.id = changed.id and ({0})
                        """, visible.outreaches());
                copyHistories(entries, lastSortKeys);
                session.checkReferences();
            });
        }
    }

    private void copyChanged(Collection<Entry> entries) {
        dsl.execute(
                "create temporary table if not exists changed_outreaches on commit delete rows as select %s from outreaches with no data"
                        .formatted(CHANGED_COLUMNS));
        dsl.execute("delete from changed_outreaches");
        dsl.connection(connection -> {
            try (var out = new CopyRows(connection, "changed_outreaches (%s)".formatted(CHANGED_COLUMNS))) {
                for (var entry : entries) {
                    var outreach = entry.outreach();
                    out.write(CopyRows.columns(
                            key(entry),
                            session.key(outreach.sequenceId().orElse(null)),
                            entry.createdAt(),
                            entry.movedAt(),
                            outreach.lastSortKey(),
                            outreach.currentState().value()));
                }
            }
        });
    }

    private Map<OutreachId, Integer> lastSortKeys(Collection<Entry> entries) {
        var ids = new HashMap<Long, OutreachId>();
        entries.forEach(entry -> ids.put(key(entry), entry.outreach().id()));
        var lastSortKeys = new HashMap<OutreachId, Integer>();
        dsl.select(OUTREACHES.ID, OUTREACHES.LAST_SORT_KEY)
                .from(OUTREACHES)
                .where(OUTREACHES.ID.eq(any(val(List.copyOf(ids.keySet()), SQLDataType.BIGINT.array()))))
                .forEach(row -> lastSortKeys.put(requireNonNull(ids.get(row.value1())), row.value2()));
        return lastSortKeys;
    }
}
