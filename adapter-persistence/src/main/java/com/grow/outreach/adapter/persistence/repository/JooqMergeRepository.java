package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.DirectoryList.Rows;
import com.grow.outreach.application.port.out.MergeRepository;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: merges in PostgreSQL, for one piece of work. */
public final class JooqMergeRepository implements MergeRepository {

    private static final Succession PERSON =
            new Succession(MERGED_PEOPLE.PUBLIC_ID, MERGED_PEOPLE.PERSON_ID, PEOPLE.ID, PEOPLE.PUBLIC_ID);
    private static final Succession COMPANY =
            new Succession(MERGED_COMPANIES.PUBLIC_ID, MERGED_COMPANIES.COMPANY_ID, COMPANIES.ID, COMPANIES.PUBLIC_ID);
    private static final Succession OUTREACH = new Succession(
            MERGED_OUTREACHES.PUBLIC_ID, MERGED_OUTREACHES.OUTREACH_ID, OUTREACHES.ID, OUTREACHES.PUBLIC_ID);

    private final DSLContext dsl;
    private final Map<Id, Locked> locked = new HashMap<>();

    public JooqMergeRepository(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A locked person or company as it was, with its key. */
    private record Locked(long key, Object thing) {}

    /** Where merged records of one kind lead to. */
    private record Succession(
            TableField<?, String> merged,
            TableField<?, Long> reference,
            TableField<?, Long> key,
            TableField<?, String> publicId) {}

    @Override
    public <I extends Id> Map<I, I> successors(Collection<I> ids) {
        var successors = new HashMap<I, I>();
        var byText = new HashMap<String, I>();
        ids.forEach(id -> byText.put(id.value(), id));
        ids.stream()
                .findAny()
                .map(JooqMergeRepository::succession)
                .ifPresent(succession -> dsl.select(succession.merged(), succession.publicId())
                        .from(requireNonNull(succession.merged().getTable()))
                        .join(succession.key().getTable())
                        .on(succession.key().eq(succession.reference()))
                        .where(succession.merged().eq(any(texts(byText.keySet(), text -> text))))
                        .forEach(row -> {
                            var merged = requireNonNull(byText.get(row.value1()));
                            successors.put(merged, sameKind(merged, row.value2()));
                        }));
        return successors;
    }

    private static @Nullable Succession succession(Id id) {
        return switch (id) {
            case PersonId _ -> PERSON;
            case CompanyId _ -> COMPANY;
            case OutreachId _ -> OUTREACH;
            default -> null;
        };
    }

    @SuppressWarnings("unchecked")
    private static <I extends Id> I sameKind(I id, String other) {
        return (I)
                switch (id) {
                    case PersonId _ -> new PersonId(other);
                    case CompanyId _ -> new CompanyId(other);
                    default -> new OutreachId(other);
                };
    }

    @Override
    public boolean isEmpty() {
        return !dsl.fetchSingle("select exists (select from merged_people) or exists (select from merged_companies)")
                .into(boolean.class);
    }

    @Override
    public Map<PersonId, Person> lockPeople(Collection<PersonId> ids) {
        var keys = lock(PEOPLE.ID, PEOPLE.PUBLIC_ID.eq(any(texts(ids, PersonId::value))));
        // The outreaches that change their person get this company and its owner.
        dsl.fetch("""
                select id from companies where id in (select company_id from people where id = any ({0}))
                order by id for key share
                """, keys(keys));
        return read(JooqPersonRepository.ROWS, keys, Person::id);
    }

    @Override
    public Map<CompanyId, Company> lockCompanies(Collection<CompanyId> ids) {
        var companies = COMPANIES.PUBLIC_ID.eq(any(texts(ids, CompanyId::value)));
        // People before companies, as everybody does. Those who come in between are locked afterwards, out of order.
        Condition people =
                PEOPLE.COMPANY_ID.in(DSL.select(COMPANIES.ID).from(COMPANIES).where(companies));
        lock(PEOPLE.ID, people);
        var keys = lock(COMPANIES.ID, companies);
        lock(PEOPLE.ID, people);
        return read(JooqCompanyRepository.ROWS, keys, Company::id);
    }

    private List<Long> lock(TableField<?, Long> key, Condition which) {
        return dsl.select(key)
                .from(requireNonNull(key.getTable()))
                .where(which)
                .orderBy(key)
                .forUpdate()
                .fetch(key);
    }

    /** Reads in a statement of its own, since that sees what the lock waited for. */
    private <I extends Id, T> Map<I, T> read(Rows<T> rows, List<Long> keys, Function<T, I> id) {
        var found = new HashMap<I, T>();
        dsl.select(rows.columns())
                .select(rows.key())
                .from(rows.with())
                .where(rows.key().eq(any(keys(keys))))
                .forEach(row -> {
                    var thing = rows.read().apply(row);
                    found.put(id.apply(thing), thing);
                    locked.put(id.apply(thing), new Locked(row.get(rows.key()), thing));
                });
        return found;
    }

    @Override
    public List<OutreachId> outreachesOf(Collection<PersonId> people) {
        return dsl.select(OUTREACHES.PUBLIC_ID)
                .from(OUTREACHES)
                .where(OUTREACHES.PERSON_ID.in(DSL.select(PEOPLE.ID)
                        .from(PEOPLE)
                        .where(PEOPLE.PUBLIC_ID.eq(any(texts(people, PersonId::value))))))
                .orderBy(OUTREACHES.CREATED_AT, OUTREACHES.ID)
                .fetch(row -> new OutreachId(row.value1()));
    }

    @Override
    public void savePeople(Collection<PersonMerge> merges, Cause cause, Instant at) {
        var from = keys(merges, merge -> merge.from().id());
        var into = keys(merges, merge -> merge.into().id());
        saveSurvivors(merges);
        moveOutreaches(merges);
        dsl.execute("""
                insert into merged_people
                  (public_id, person_id, former_name, title, company_public_id, email, phone, linkedin_url, merged_at, actor)
                select people.public_id, into_id, people.name, title, companies.public_id, email, phone, linkedin_url, {2}, {3}
                from unnest({0}, {1}) as merged (from_id, into_id)
                join people on people.id = from_id
                join companies on companies.id = company_id
                """, from, into, val(at, MERGED_PEOPLE.MERGED_AT), val(cause.actor(), SQLDataType.VARCHAR));
        replaceOutreaches(merges);
        follow(MERGED_PEOPLE, "person_id", from, into);
        followPairs("duplicate_people", from, into);
        dsl.execute("delete from people where id = any ({0})", from);
        announce(
                "person_merged",
                merges,
                merge -> merge.from().id(),
                merge -> merge.into().id(),
                cause,
                at);
    }

    private void saveSurvivors(Collection<PersonMerge> merges) {
        var changed = merges.stream()
                .map(PersonMerge::into)
                .filter(person ->
                        !person.equals(requireNonNull(locked.get(person.id())).thing()))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        dsl.execute(
                """
                update people
                set title = changed.title, email = changed.email, phone = changed.phone,
                  linkedin_url = changed.linkedin_url, opted_out = string_to_array(changed.opted_out, ',')::channel[]
                from unnest({0}, {1}, {2}, {3}, {4}, {5})
                  as changed (id, title, email, phone, linkedin_url, opted_out)
                where people.id = changed.id
                """,
                keys(changed, Person::id),
                texts(changed, Person::title),
                texts(changed, Person::email),
                texts(changed, Person::phone),
                texts(changed, Person::linkedinUrl),
                texts(
                        changed,
                        person -> person.optOuts().stream()
                                .map(Channel::value)
                                .sorted()
                                .collect(Collectors.joining(","))));
    }

    /** The people have been locked, so that their company stays; its lock keeps the owner, too. */
    private void moveOutreaches(Collection<PersonMerge> merges) {
        var outreaches = new ArrayList<OutreachId>();
        var people = new ArrayList<PersonId>();
        for (var merge : merges) {
            for (Outreach outreach : merge.moved()) {
                outreaches.add(outreach.id());
                people.add(merge.into().id());
            }
        }
        if (outreaches.isEmpty()) {
            return;
        }
        dsl.execute("""
                update outreaches
                set person_id = people.id, company_id = people.company_id, owner_id = companies.owner_id
                from unnest({0}, {1}) as moved (public_id, into_id)
                join people on people.id = into_id
                join companies on companies.id = people.company_id
                where outreaches.public_id = moved.public_id
                """, texts(outreaches, OutreachId::value), keys(people, id -> id));
    }

    private void replaceOutreaches(Collection<PersonMerge> merges) {
        var replaced = new HashMap<OutreachId, OutreachId>();
        merges.forEach(merge -> replaced.putAll(merge.replaced()));
        if (replaced.isEmpty()) {
            return;
        }
        var entries = replaced.entrySet();
        var from = texts(entries, entry -> entry.getKey().value());
        var into = texts(entries, entry -> entry.getValue().value());
        dsl.execute("""
                update merged_outreaches
                set outreach_id = kept.id
                from unnest({0}, {1}) as replaced (from_id, into_id)
                join outreaches gone on gone.public_id = from_id
                join outreaches kept on kept.public_id = into_id
                where outreach_id = gone.id
                """, from, into);
        dsl.execute("""
                insert into merged_outreaches (public_id, outreach_id)
                select from_id, outreaches.id
                from unnest({0}, {1}) as replaced (from_id, into_id) join outreaches on outreaches.public_id = into_id
                """, from, into);
    }

    /** Lets what was merged into records before lead to where those are merged into now. */
    private void follow(Table<?> table, String reference, Field<Long[]> from, Field<Long[]> into) {
        dsl.execute(
                "update {0} set {1} = into_id from unnest({2}, {3}) as merged (from_id, into_id) where {1} = from_id",
                table, DSL.field(DSL.name(reference)), from, into);
    }

    /** Keeps the pairs that merged records were in, for the records that replace them. */
    private void followPairs(String table, Field<Long[]> from, Field<Long[]> into) {
        for (var columns : List.of(List.of("from_id", "into_id"), List.of("into_id", "from_id"))) {
            dsl.execute("""
                    update {0} pair
                    set %1$s = merged.survivor
                    from unnest({1}, {2}) as merged (gone, survivor)
                    where pair.%1$s = gone and pair.%2$s <> survivor
                      and not exists (select from {0} other where other.%1$s = survivor and other.%2$s = pair.%2$s)
                    """.formatted(columns.get(0), columns.get(1)), DSL.table(DSL.name(table)), from, into);
        }
    }

    @Override
    public void saveCompanies(Collection<CompanyMerge> merges, Cause cause, Instant at) {
        var companies = new JooqCompanyRepository(dsl);
        var from = keys(merges, merge -> merge.from().id());
        var into = keys(merges, merge -> merge.into().id());
        for (var merge : merges) {
            if (!merge.into()
                    .equals(requireNonNull(locked.get(merge.into().id())).thing())) {
                companies.save(merge.into());
            }
        }
        new CarriedIds(dsl).follow(OUTREACHES.COMPANY_ID.eq(any(from)), () -> dsl.execute("""
                                update people set company_id = into_id
                                from unnest({0}, {1}) as merged (from_id, into_id)
                                where company_id = from_id
                                """, from, into));
        dsl.execute("""
                insert into merged_companies (public_id, company_id, former_name, domain, merged_at, actor)
                select public_id, into_id, name, domain, {2}, {3}
                from unnest({0}, {1}) as merged (from_id, into_id) join companies on id = from_id
                """, from, into, val(at, MERGED_COMPANIES.MERGED_AT), val(cause.actor(), SQLDataType.VARCHAR));
        follow(MERGED_COMPANIES, "company_id", from, into);
        followPairs("duplicate_companies", from, into);
        dsl.execute("delete from companies where id = any ({0})", from);
        announce(
                "company_merged",
                merges,
                merge -> merge.from().id(),
                merge -> merge.into().id(),
                cause,
                at);
    }

    private <M> void announce(
            String type, Collection<M> merges, Function<M, Id> from, Function<M, Id> into, Cause cause, Instant at) {
        dsl.execute(
                """
                insert into events (type, from_value, to_value, at, actor)
                select {0}::outreach_event_type, from_value, to_value, {3}, {4}
                from unnest({1}, {2}) as merged (from_value, to_value)
                """,
                val(type),
                texts(merges, merge -> from.apply(merge).value()),
                texts(merges, merge -> into.apply(merge).value()),
                val(at, MERGED_PEOPLE.MERGED_AT),
                val(cause.actor(), SQLDataType.VARCHAR));
    }

    private <E> Field<Long[]> keys(Collection<E> elements, Function<E, ? extends Id> id) {
        return keys(elements.stream()
                .map(element -> requireNonNull(locked.get(id.apply(element)), "not locked by this repository")
                        .key())
                .toList());
    }

    private static Field<Long[]> keys(List<Long> keys) {
        return val(keys, SQLDataType.BIGINT.array());
    }

    private static <E> Field<String[]> texts(Collection<E> elements, Function<E, @Nullable String> text) {
        return val(elements.stream().map(text).toList(), SQLDataType.VARCHAR.array());
    }
}
