package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.tables.records.CompaniesRecord;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.TextConditions;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.list.WordsOfName;
import com.grow.outreach.application.port.out.CompanyRepository;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The companies in PostgreSQL, within one transaction or read. */
public record JooqCompanyRepository(DSLContext dsl, VisibleRows visible, long few) implements CompanyRepository {

    public static final DirectoryList.Rows<Company> ROWS = new DirectoryList.Rows<>(
            COMPANIES.ID,
            COMPANIES.PUBLIC_ID,
            COMPANIES.CREATED_AT,
            COMPANIES.leftJoin(USERS).on(USERS.ID.eq(COMPANIES.OWNER_ID)),
            List.of(
                    COMPANIES.PUBLIC_ID,
                    COMPANIES.NAME,
                    USERS.PUBLIC_ID,
                    COMPANIES.DOMAIN,
                    COMPANIES.FIT,
                    COMPANIES.SEGMENTS,
                    COMPANIES.COUNTRIES,
                    COMPANIES.OVERALL_SCORE,
                    COMPANIES.ENRICHMENT_STATUS,
                    COMPANIES.LAST_ENRICHED_AT),
            JooqCompanyRepository::company);

    private static final List<OrderField<?>> NEWEST_FIRST = List.of(COMPANIES.CREATED_AT.desc(), COMPANIES.ID);

    public JooqCompanyRepository(DSLContext dsl, VisibleRows visible) {
        this(dsl, visible, DirectoryList.FEW);
    }

    private DirectoryList.Rows<Company> rows() {
        return ROWS.within(visible.companies());
    }

    @Override
    public Optional<Company> find(CompanyId id) {
        return rows().find(id, dsl);
    }

    @Override
    public Map<CompanyId, Company> findAll(Collection<CompanyId> ids) {
        return rows().findAll(ids, Company::id, dsl);
    }

    @Override
    public Optional<Company> lock(CompanyId id) {
        return rows().lock(id, dsl);
    }

    @Override
    public Map<CompanyId, Company> lockAll(Collection<CompanyId> ids) {
        // All transactions lock companies in key order, so that overlapping batches can't deadlock.
        dsl.select(COMPANIES.ID)
                .from(COMPANIES)
                .where(hasId(ids))
                .and(visible.companies())
                .orderBy(COMPANIES.ID)
                .forUpdate()
                .fetch();
        return findAll(ids);
    }

    @Override
    public void handOver(Collection<CompanyId> ids, @Nullable UserId owner) {
        var ownerKey = owner == null ? null : JooqUserRepository.ROWS.key(owner, dsl);
        // With the keys, PostgreSQL finds the outreaches by the index even if it has no statistics yet.
        var keys = dsl.select(COMPANIES.ID)
                .from(COMPANIES)
                .where(hasId(ids))
                .and(visible.companies())
                .fetchArray(COMPANIES.ID);
        new CarriedIds(dsl)
                .follow(
                        OUTREACHES.COMPANY_ID.eq(any(keys)),
                        () -> dsl.update(COMPANIES)
                                .set(COMPANIES.OWNER_ID, ownerKey)
                                .where(COMPANIES.ID.eq(any(keys)))
                                .execute());
    }

    private static Condition hasId(Collection<CompanyId> ids) {
        var texts = ids.stream().map(CompanyId::value).toList();
        return COMPANIES.PUBLIC_ID.eq(any(val(texts, SQLDataType.VARCHAR.array())));
    }

    @Override
    public boolean create(Company company, Instant createdAt) {
        return rows().create(company.id(), row(company), createdAt, dsl);
    }

    @Override
    public void save(Company company) {
        long key = rows().key(company.id(), dsl);
        var row = row(company);
        boolean isHandedOver = dsl.fetchExists(
                COMPANIES, COMPANIES.ID.eq(key).and(COMPANIES.OWNER_ID.isDistinctFrom(row.getOwnerId())));
        Runnable change = () -> rows().save(company.id(), row, dsl);
        if (isHandedOver) {
            new CarriedIds(dsl).follow(OUTREACHES.COMPANY_ID.eq(key), change);
        } else {
            change.run();
        }
    }

    @Override
    public long dependents(CompanyId id) {
        return dsl.fetchCount(PEOPLE, PEOPLE.COMPANY_ID.eq(rows().key(id, dsl)));
    }

    @Override
    public void delete(CompanyId id) {
        rows().delete(id, dsl);
    }

    private CompaniesRecord row(Company company) {
        var profile = company.profile();
        var owner = company.ownerId();
        var score = profile.overallScore();
        var status = company.enrichment().status();
        var row = new CompaniesRecord();
        row.setName(company.name());
        row.setOwnerId(owner == null ? null : JooqUserRepository.ROWS.key(owner, dsl));
        row.setDomain(profile.domain());
        row.setFit(fits(profile.fit()));
        row.setSegments(profile.segments().isEmpty() ? null : profile.segments().toArray(String[]::new));
        row.setCountries(profile.countries().stream().map(Country::code).toArray(String[]::new));
        row.setOverallScore(score == null ? null : score.shortValue());
        row.setEnrichmentStatus(
                status == null
                        ? null
                        : com.grow.outreach.adapter.persistence.jooq.enums.EnrichmentStatus.lookupLiteral(
                                status.value()));
        row.setLastEnrichedAt(company.enrichment().lastCompletedAt());
        return row;
    }

    @Override
    public Page<Company> page(CompanyQuery query) {
        return list(query.filter(), query.sort()).page(query.page(), dsl, few);
    }

    private DirectoryList<Company> list(CompanyFilter filter, CompanySort sort) {
        var direction = sort.direction() == Direction.ASC ? SortOrder.ASC : SortOrder.DESC;
        return switch (sort.key()) {
            case CREATED_AT -> inOrder(NEWEST_FIRST, filter);
            case NAME -> by(COMPANIES.NAME, direction, filter);
            case DOMAIN -> by(COMPANIES.DOMAIN, direction, filter);
            case FIT -> by(COMPANIES.FIT, direction, filter);
            case SEGMENTS -> by(COMPANIES.SEGMENTS, direction, filter);
            case OVERALL_SCORE -> by(COMPANIES.OVERALL_SCORE, direction, filter);
            case LAST_ENRICHMENT -> by(COMPANIES.LAST_ENRICHED_AT, direction, filter);
            case OWNER -> filter.ownerId() == null ? byOwner(direction, filter) : inOrder(NEWEST_FIRST, filter);
        };
    }

    private DirectoryList<Company> by(Field<?> key, SortOrder direction, CompanyFilter filter) {
        return inOrder(newestFirstAfter(key.sort(direction).nullsLast()), filter);
    }

    private DirectoryList<Company> inOrder(List<OrderField<?>> order, CompanyFilter filter) {
        return DirectoryList.inOrderOfAnIndex(rows(), where(filter), words(filter), order);
    }

    private static @Nullable WordsOfName words(CompanyFilter filter) {
        return WordsOfName.of(COMPANIES.NAME, filter.name());
    }

    private static List<OrderField<?>> newestFirstAfter(OrderField<?>... first) {
        return Stream.concat(Stream.of(first), NEWEST_FIRST.stream()).toList();
    }

    /** Reads the companies of each owner by name, then those without an owner. No index has the owner's name. */
    private DirectoryList<Company> byOwner(SortOrder direction, CompanyFilter filter) {
        var where = where(filter);
        var owners = List.<OrderField<?>>of(
                USERS.NAME.sort(direction).nullsLast(), USERS.ID.sort(direction).nullsLast());
        var order = newestFirstAfter(owners.toArray(OrderField<?>[]::new));
        return new DirectoryList<>(
                rows(),
                where,
                words(filter),
                order,
                limit -> {
                    var owned = newest(COMPANIES.OWNER_ID.eq(USERS.ID), where, limit)
                            .asTable("owned");
                    var walk = select(owned.field(COMPANIES.ID))
                            .from(USERS)
                            .crossJoin(lateral(owned))
                            .orderBy(Stream.concat(
                                            owners.stream(),
                                            Stream.of(
                                                    owned.field(COMPANIES.CREATED_AT)
                                                            .desc(),
                                                    owned.field(COMPANIES.ID)))
                                    .toList())
                            .limit(inline(limit));
                    var unowned =
                            newest(COMPANIES.OWNER_ID.isNull(), where, limit).asTable("unowned");
                    // PostgreSQL appends the second query to the first and stops when the page is full.
                    return walk.unionAll(select(unowned.field(COMPANIES.ID)).from(unowned));
                },
                null);
    }

    private static Select<?> newest(Condition owned, List<Condition> where, long limit) {
        return select(COMPANIES.ID, COMPANIES.CREATED_AT)
                .from(COMPANIES)
                .where(owned)
                .and(org.jooq.impl.DSL.and(where))
                .orderBy(NEWEST_FIRST)
                .limit(inline(limit));
    }

    private List<Condition> where(CompanyFilter filter) {
        var where = new ArrayList<Condition>();
        if (!visible.all()) {
            where.add(visible.companies());
        }
        if (filter.name() != null) {
            where.add(TextConditions.containsWords(COMPANIES.NAME, filter.name()));
        }
        if (filter.domain() != null) {
            where.add(TextConditions.containsTrigrams(COMPANIES.DOMAIN, filter.domain()));
        }
        if (filter.fit() != null) {
            var fits = fits(filter.fit());
            where.add(fits == null ? COMPANIES.FIT.isNull() : COMPANIES.FIT.eq(fits));
        }
        if (!filter.segments().isEmpty()) {
            where.add(TextConditions.hasAny(COMPANIES.SEGMENTS, filter.segments()));
        }
        if (filter.ownerId() != null) {
            where.add(COMPANIES.OWNER_ID.eq(field(select(USERS.ID)
                    .from(USERS)
                    .where(USERS.PUBLIC_ID.eq(filter.ownerId().value())))));
        }
        addScore(filter, where);
        addEnriched(filter, where);
        return where;
    }

    private static void addScore(CompanyFilter filter, List<Condition> where) {
        var score = filter.overallScore();
        if (score.from() != null) {
            where.add(COMPANIES.OVERALL_SCORE.cast(Integer.class).ge(score.from()));
        }
        if (score.to() != null) {
            where.add(COMPANIES.OVERALL_SCORE.cast(Integer.class).le(score.to()));
        }
    }

    private static void addEnriched(CompanyFilter filter, List<Condition> where) {
        var enriched = filter.enriched();
        if (enriched.from() != null) {
            where.add(COMPANIES.LAST_ENRICHED_AT.ge(
                    enriched.from().atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
        if (enriched.to() != null) {
            where.add(COMPANIES.LAST_ENRICHED_AT.le(lastMomentOf(enriched.to())));
        }
        if (filter.neverEnriched()) {
            where.add(COMPANIES.LAST_ENRICHED_AT.isNull());
        }
    }

    /** Returns the last microsecond of a day, which is the precision of PostgreSQL. */
    private static Instant lastMomentOf(LocalDate day) {
        return day.atTime(LocalTime.MAX.truncatedTo(ChronoUnit.MICROS)).toInstant(ZoneOffset.UTC);
    }

    /** Returns the stored value. */
    static @Nullable Boolean fits(Fit fit) {
        return switch (fit) {
            case YES -> true;
            case NO -> false;
            case UNKNOWN -> null;
        };
    }

    private static Company company(Record row) {
        String ownerId = row.get(USERS.PUBLIC_ID);
        Boolean fits = row.get(COMPANIES.FIT);
        String[] segments = row.get(COMPANIES.SEGMENTS);
        var status = row.get(COMPANIES.ENRICHMENT_STATUS);
        return new Company(
                new CompanyId(row.get(COMPANIES.PUBLIC_ID)),
                row.get(COMPANIES.NAME),
                ownerId == null ? null : new UserId(ownerId),
                new Company.Profile(
                        row.get(COMPANIES.DOMAIN),
                        fits == null ? Fit.UNKNOWN : fits ? Fit.YES : Fit.NO,
                        segments == null ? List.of() : List.of(segments),
                        Stream.of(row.get(COMPANIES.COUNTRIES))
                                .map(Country::new)
                                .toList(),
                        row.get(COMPANIES.OVERALL_SCORE, Integer.class)),
                new Company.Enrichment(
                        status == null
                                ? null
                                : EnrichmentStatus.parse(status.getLiteral()).orElseThrow(),
                        row.get(COMPANIES.LAST_ENRICHED_AT)));
    }
}
