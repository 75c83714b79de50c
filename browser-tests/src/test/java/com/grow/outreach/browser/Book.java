package com.grow.outreach.browser;

import com.grow.outreach.bootstrap.Sql;
import java.sql.SQLException;

/**
 * Adds companies for one test to the demo data.
 *
 * @param sql the database
 */
record Book(Sql sql) {

    /** Adds the company {@code com_key} with a name and an owner. */
    Book company(String key, String name) throws SQLException {
        sql.execute("""
                insert into users (public_id, name, email) values ('usr_%1$s', 'Owner %1$s', '%1$s@example.com');
                insert into companies (public_id, name, owner_id)
                select 'com_%1$s', $name$%2$s$name$, id from users where public_id = 'usr_%1$s'""".formatted(key, name));
        return this;
    }

    /** Adds outreaches by email to {@code Person key 1} and so on, in one state, older than the demo data. */
    Book outreaches(String key, int from, int to, String state) throws SQLException {
        sql.execute("""
                insert into people (public_id, name, company_id)
                select 'per_%1$s_' || n, 'Person %1$s ' || n, c.id
                from generate_series(%2$d, %3$d) n, companies c where c.public_id = 'com_%1$s';
                insert into outreaches (public_id, person_id, company_id, owner_id, channel, created_at, current_state)
                select 'out_%1$s_' || n, p.id, c.id, c.owner_id, 'email', timestamptz '2020-01-01Z' - n * interval '1 hour', '%4$s'
                from generate_series(%2$d, %3$d) n
                join people p on p.public_id = 'per_%1$s_' || n
                join companies c on c.id = p.company_id""".formatted(key, from, to, state));
        return this;
    }

    /** Counts the outreaches of a company that meet a condition. */
    int count(String key, String condition) throws SQLException {
        return Integer.parseInt(sql.value("""
                select count(*) from outreaches o join companies c on c.id = o.company_id
                left join sequences s on s.id = o.sequence_id
                where c.public_id = 'com_%s' and %s""".formatted(key, condition)));
    }
}
