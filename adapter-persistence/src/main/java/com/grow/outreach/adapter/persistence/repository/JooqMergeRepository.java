package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.DUPLICATE_COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.DUPLICATE_PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.MERGED_PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.SQLDataType.VARCHAR;

import com.grow.outreach.adapter.persistence.jooq.enums.EventType;
import com.grow.outreach.adapter.persistence.list.DirectoryList.Rows;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.port.out.MergeRepository;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: merges in PostgreSQL, for one piece of work. */
public final class JooqMergeRepository implements MergeRepository {

    private static final Succession PERSON = new Succession(
            MERGED_PEOPLE.PUBLIC_ID, MERGED_PEOPLE.PERSON_ID, PEOPLE.ID, PEOPLE.PUBLIC_ID, VisibleRows::people);
    private static final Succession COMPANY = new Succession(
            MERGED_COMPANIES.PUBLIC_ID,
            MERGED_COMPANIES.COMPANY_ID,
            COMPANIES.ID,
            COMPANIES.PUBLIC_ID,
            VisibleRows::companies);
    private static final Succession OUTREACH = new Succession(
            MERGED_OUTREACHES.PUBLIC_ID,
            MERGED_OUTREACHES.OUTREACH_ID,
            OUTREACHES.ID,
            OUTREACHES.PUBLIC_ID,
            VisibleRows::outreaches);

    private final DSLContext dsl;
    private final VisibleRows visible;
    private final Map<Id, Locked> locked = new HashMap<>();

    public JooqMergeRepository(DSLContext dsl, VisibleRows visible) {
        this.dsl = dsl;
        this.visible = visible;
    }

    /** A locked person or company as it was, with its key. */
    private record Locked(long key, Object thing) {}

    /** Where merged records of one kind lead to. */
    private record Succession(
            TableField<?, String> merged,
            TableField<?, Long> reference,
            TableField<?, Long> key,
            TableField<?, String> publicId,
            Function<VisibleRows, Condition> visible) {}

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
                        .and(succession.visible().apply(visible))
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
        // Any other answer would reveal merges outside of the scope.
        return visible.all()
                && !dsl.fetchSingle(
                                "select exists (select from merged_people) or exists (select from merged_companies)")
                        .into(boolean.class);
    }

    @Override
    public Map<PersonId, Person> lockPeople(Collection<PersonId> ids) {
        var keys = lock(
                PEOPLE.ID, PEOPLE.PUBLIC_ID.eq(any(texts(ids, PersonId::value))).and(visible.people()));
        // The outreaches that change their person get this company and its owner.
        dsl.fetch("""
                select id from companies where id in (select company_id from people where id = any ({0}))
                order by id for key share
                """, keys(keys));
        return read(JooqPersonRepository.ROWS, keys, Person::id);
    }

    @Override
    public Map<CompanyId, Company> lockCompanies(Collection<CompanyId> ids) {
        var companies =
                COMPANIES.PUBLIC_ID.eq(any(texts(ids, CompanyId::value))).and(visible.companies());
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
                .and(visible.outreaches())
                .orderBy(OUTREACHES.CREATED_AT, OUTREACHES.ID)
                .fetch(row -> new OutreachId(row.value1()));
    }

    @Override
    public void savePeople(Collection<PersonMerge> merges, Cause cause, Instant at) {
        var changed = merges.stream()
                .map(PersonMerge::into)
                .filter(person -> !person.equals(locked(person.id()).thing()))
                .toList();
        var statements = new PersonMergeStatements(dsl, merges);
        statements.updateSurvivors(changed);
        statements.moveOutreaches();
        statements.replaceOutreaches();
        var merged = new MergedKeys(
                dsl,
                keys(merges, merge -> merge.from().id()),
                keys(merges, merge -> merge.into().id()));
        dsl.execute("""
                insert into merged_people
                  (public_id, person_id, former_name, title, company_public_id, email, phone, linkedin_url, merged_at, actor)
                select people.public_id, into_id, people.name, title, companies.public_id, email, phone, linkedin_url, {2}, {3}
                from unnest({0}, {1}) as merged (from_id, into_id)
                join people on people.id = from_id
                join companies on companies.id = company_id
                """, merged.from(), merged.into(), val(at, MERGED_PEOPLE.MERGED_AT), val(cause.actor(), VARCHAR));
        merged.follow(MERGED_PEOPLE.PERSON_ID);
        merged.followPairs(DUPLICATE_PEOPLE);
        merged.announce(EventType.person_merged, PEOPLE, cause, at);
        dsl.deleteFrom(PEOPLE).where(PEOPLE.ID.eq(any(merged.from()))).execute();
    }

    @Override
    public void saveCompanies(Collection<CompanyMerge> merges, Cause cause, Instant at) {
        var companies = new JooqCompanyRepository(dsl, VisibleRows.ALL);
        merges.stream()
                .map(CompanyMerge::into)
                .filter(company -> !company.equals(locked(company.id()).thing()))
                .forEach(companies::save);
        var merged = new MergedKeys(
                dsl,
                keys(merges, merge -> merge.from().id()),
                keys(merges, merge -> merge.into().id()));
        new CarriedIds(dsl)
                .follow(
                        OUTREACHES.COMPANY_ID.eq(any(merged.from())),
                        () -> dsl.execute("""
                                update people set company_id = into_id
                                from unnest({0}, {1}) as merged (from_id, into_id)
                                where company_id = from_id
                                """, merged.from(), merged.into()));
        dsl.execute(
                """
                insert into merged_companies (public_id, company_id, former_name, domain, merged_at, actor)
                select public_id, into_id, name, domain, {2}, {3}
                from unnest({0}, {1}) as merged (from_id, into_id) join companies on id = from_id
                """, merged.from(), merged.into(), val(at, MERGED_COMPANIES.MERGED_AT), val(cause.actor(), VARCHAR));
        merged.follow(MERGED_COMPANIES.COMPANY_ID);
        merged.followPairs(DUPLICATE_COMPANIES);
        merged.announce(EventType.company_merged, COMPANIES, cause, at);
        dsl.deleteFrom(COMPANIES).where(COMPANIES.ID.eq(any(merged.from()))).execute();
    }

    private Locked locked(Id id) {
        return requireNonNull(locked.get(id), "not locked by this repository");
    }

    private <E> Field<Long[]> keys(Collection<E> elements, Function<E, ? extends Id> id) {
        return keys(elements.stream()
                .map(element -> locked(id.apply(element)).key())
                .toList());
    }

    private static Field<Long[]> keys(List<Long> keys) {
        return val(keys, SQLDataType.BIGINT.array());
    }

    private static <E> Field<String[]> texts(Collection<E> elements, Function<E, @Nullable String> text) {
        return val(elements.stream().map(text).toList(), VARCHAR.array());
    }
}
