package com.grow.outreach.adapter.persistence.repository;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * One step of a search for duplicates: the records that share a value with one of the next records.
 *
 * @param pairs the keys of the records
 * @param searched the number of records that were compared with all others
 * @param next the key at the end of the step, or null if it was the last step
 */
record DuplicateSearch(
        List<Pair> pairs, long searched, @Nullable Long next) {

    /** The keys of two records, in no particular order. */
    record Pair(long one, long other) {}

    /** The number of companies whose people one step counts, so that a step can be cut by its number of people. */
    private static final int COMPANIES = 1_000;

    private static final String NEXT_COMPANIES = """
            select company_id, count(*) from people where company_id > {0} group by company_id order by company_id limit {1}
            """;

    /**
     * An address or a profile is looked up once for the step, however many have it; the oldest of those who have it stands
     * for the others. A name has several candidates, since the contact data of some may differ.
     */
    private static final String PEOPLE = """
            with step as materialized (
              select id, company_id, created_at, lower(email collate "und-x-icu") as email, linkedin_url,
                name_key(name) as name_key
              from people
              where company_id = any ({0})
            ), emails as (
              select email, (
                select id from people
                where lower(people.email collate "und-x-icu") = given.email
                order by created_at, id
                limit 1) as oldest
              from (select distinct email from step where email is not null) given
            ), profiles as (
              select linkedin_url, (
                select id from people
                where people.linkedin_url = given.linkedin_url
                order by created_at, id
                limit 1) as oldest
              from (select distinct linkedin_url from step where linkedin_url is not null) given
            ), namesakes as (
              select id,
                first_value(id) over older as oldest,
                array_agg(id) over (older rows between 5 preceding and 1 preceding) as latest
              from step
              window older as (partition by company_id, name_key order by created_at, id)
            )
            select step.id, oldest from step join emails using (email) where oldest <> step.id
            union
            select step.id, oldest from step join profiles using (linkedin_url) where oldest <> step.id
            union
            select id, oldest from namesakes where oldest <> id
            union
            select id, other from namesakes cross join unnest(latest) as other
            """;

    private static final String COMPANY = """
            with step as materialized (
              select id, domain, name_key(name) as name_key
              from companies
              where id = any ({0})
            ), domains as (
              select domain, (
                select id from companies where companies.domain = given.domain order by created_at, id limit 1) as oldest
              from (select distinct domain from step where domain is not null) given
            ), names as (
              select name_key, array(
                select id from companies
                where name_key(name) = name_key
                order by created_at, id
                limit 6) as others
              from (select distinct name_key from step) given
            )
            select step.id, oldest from step join domains using (domain) where oldest <> step.id
            union
            select step.id, other from step join names using (name_key) cross join unnest(others) as other
            where other <> step.id
            """;

    /** Compares the people of the next companies with all others. */
    static DuplicateSearch people(DSLContext dsl, long after, int size) {
        var companies = new ArrayList<Long>();
        long searched = 0;
        var rows = dsl.fetch(NEXT_COMPANIES, val(after), inline(COMPANIES));
        for (var row : rows) {
            if (searched >= size) {
                break;
            }
            companies.add(row.get(0, Long.class));
            searched += row.get(1, Long.class);
        }
        boolean last = companies.size() == rows.size() && rows.size() < COMPANIES;
        return search(dsl, PEOPLE, companies, searched, last);
    }

    /** Compares the next companies with all others. */
    static DuplicateSearch companies(DSLContext dsl, long after, int size) {
        var keys = dsl.fetch("select id from companies where id > {0} order by id limit {1}", val(after), inline(size))
                .getValues(0, Long.class);
        return search(dsl, COMPANY, keys, keys.size(), keys.size() < size);
    }

    private static DuplicateSearch search(
            DSLContext dsl, String statement, List<Long> keys, long searched, boolean last) {
        Field<Long[]> step = val(keys, SQLDataType.BIGINT.array());
        var pairs = dsl.fetch(statement, step).map(row -> new Pair(row.get(0, Long.class), row.get(1, Long.class)));
        return new DuplicateSearch(pairs, searched, last ? null : keys.getLast());
    }
}
