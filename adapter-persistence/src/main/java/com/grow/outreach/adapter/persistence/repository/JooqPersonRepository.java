package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE_COUNTS;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import com.grow.outreach.adapter.persistence.jooq.tables.records.PeopleRecord;
import com.grow.outreach.adapter.persistence.list.CurrentKey;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.TextConditions;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.list.WordsOfName;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.PersonRepository;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;

/** The people in PostgreSQL, within one transaction or read. */
public record JooqPersonRepository(DSLContext dsl, VisibleRows visible, long few) implements PersonRepository {

    public static final DirectoryList.Rows<Person> ROWS = new DirectoryList.Rows<>(
            PEOPLE.ID,
            PEOPLE.PUBLIC_ID,
            PEOPLE.CREATED_AT,
            PEOPLE.join(COMPANIES).on(COMPANIES.ID.eq(PEOPLE.COMPANY_ID)),
            List.of(
                    PEOPLE.PUBLIC_ID,
                    PEOPLE.NAME,
                    PEOPLE.TITLE,
                    COMPANIES.PUBLIC_ID,
                    PEOPLE.EMAIL,
                    PEOPLE.PHONE,
                    PEOPLE.LINKEDIN_URL,
                    PEOPLE.OPTED_OUT),
            JooqPersonRepository::person);

    public JooqPersonRepository(DSLContext dsl, VisibleRows visible) {
        this(dsl, visible, DirectoryList.FEW);
    }

    private DirectoryList.Rows<Person> rows() {
        return ROWS.within(visible.people());
    }

    @Override
    public Optional<Person> find(PersonId id) {
        return rows().find(id, dsl);
    }

    @Override
    public Map<PersonId, Person> findAll(Collection<PersonId> ids) {
        return rows().findAll(ids, Person::id, dsl);
    }

    @Override
    public Optional<Person> lock(PersonId id) {
        return rows().lock(id, dsl);
    }

    @Override
    public boolean create(Person person, Instant createdAt) {
        return rows().create(person.id(), row(person), createdAt, dsl);
    }

    @Override
    public void save(Person person) {
        long key = rows().key(person.id(), dsl);
        var row = row(person);
        boolean moves = !dsl.fetchExists(PEOPLE, PEOPLE.ID.eq(key).and(PEOPLE.COMPANY_ID.eq(row.getCompanyId())));
        Runnable change = () -> rows().save(person.id(), row, dsl);
        if (moves) {
            new CarriedIds(dsl).follow(OUTREACHES.PERSON_ID.eq(key), change);
        } else {
            change.run();
        }
    }

    @Override
    public long dependents(PersonId id) {
        return new JooqOutreachRepository(dsl, visible).size(new OutreachFilter(null, id, null, null, null, null));
    }

    @Override
    public void delete(PersonId id) {
        rows().delete(id, dsl);
    }

    private PeopleRecord row(Person person) {
        var row = new PeopleRecord();
        row.setName(person.name());
        row.setTitle(person.title());
        row.setCompanyId(JooqCompanyRepository.ROWS.within(visible.companies()).key(person.companyId(), dsl));
        row.setEmail(person.email());
        row.setPhone(person.phone());
        row.setLinkedinUrl(person.linkedinUrl());
        row.setOptedOut(person.optOuts().stream()
                .map(channel -> com.grow.outreach.adapter.persistence.jooq.enums.Channel.lookupLiteral(channel.value()))
                .toArray(com.grow.outreach.adapter.persistence.jooq.enums.Channel[]::new));
        return row;
    }

    @Override
    public Map<PersonId, Set<Channel>> optOuts(Collection<PersonId> ids) {
        return dsl.select(PEOPLE.PUBLIC_ID, PEOPLE.OPTED_OUT)
                .from(PEOPLE)
                .where(PEOPLE.PUBLIC_ID.eq(any(ids.stream().map(PersonId::value).toArray(String[]::new))))
                .and(condition("{0} <> '{}'", PEOPLE.OPTED_OUT))
                .and(visible.people())
                .fetchMap(row -> new PersonId(row.value1()), row -> channels(row.value2()));
    }

    @Override
    public Page<Person> page(PersonQuery query) {
        var newestFirst = List.<OrderField<?>>of(PEOPLE.CREATED_AT.desc(), PEOPLE.ID);
        var list = DirectoryList.inOrderOfAnIndex(
                rows(),
                where(query.filter()),
                WordsOfName.of(PEOPLE.NAME, query.filter().name()),
                DirectoryList.byName(query.sort(), PEOPLE.NAME, newestFirst));
        boolean isWholeScope = !visible.all() && query.filter().equals(PersonFilter.ALL);
        return (isWholeScope ? list.countedBy(counted()) : list).page(query.page(), dsl, few);
    }

    /** The number of people of the scope. */
    private Field<Long> counted() {
        return field(select(coalesce(sum(PEOPLE_COUNTS.N), inline(0)).cast(SQLDataType.BIGINT))
                .from(PEOPLE_COUNTS)
                .where(visible.ownedBy(PEOPLE_COUNTS.OWNER_ID)));
    }

    private List<Condition> where(PersonFilter filter) {
        var where = new ArrayList<Condition>();
        if (!visible.all()) {
            where.add(visible.people());
        }
        if (filter.name() != null) {
            where.add(TextConditions.containsWords(PEOPLE.NAME, filter.name()));
        }
        if (filter.companyId() != null) {
            where.add(PEOPLE.COMPANY_ID.eq(CurrentKey.of(filter.companyId())));
        }
        if (filter.email() != null) {
            where.add(TextConditions.isAnyCase(PEOPLE.EMAIL, filter.email()));
        }
        return where;
    }

    private static Person person(Record row) {
        return new Person(
                new PersonId(row.get(PEOPLE.PUBLIC_ID)),
                row.get(PEOPLE.NAME),
                row.get(PEOPLE.TITLE),
                new CompanyId(row.get(COMPANIES.PUBLIC_ID)),
                row.get(PEOPLE.EMAIL),
                row.get(PEOPLE.PHONE),
                row.get(PEOPLE.LINKEDIN_URL),
                channels(row.get(PEOPLE.OPTED_OUT)));
    }

    private static Set<Channel> channels(com.grow.outreach.adapter.persistence.jooq.enums.Channel[] channels) {
        return Arrays.stream(StorageFailures.requireArray(channels))
                .map(channel -> Channel.parse(channel.getLiteral()).orElseThrow())
                .collect(toSet());
    }
}
