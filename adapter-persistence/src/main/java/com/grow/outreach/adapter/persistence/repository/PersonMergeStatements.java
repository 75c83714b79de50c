package com.grow.outreach.adapter.persistence.repository;

import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonMerge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The statements that store merges of locked people, each for all merges at the same time.
 *
 * @param merges the merges
 */
record PersonMergeStatements(DSLContext dsl, Collection<PersonMerge> merges) {

    /** Stores the data that survivors got from the people merged into them. */
    void updateSurvivors(Collection<Person> changed) {
        if (changed.isEmpty()) {
            return;
        }
        dsl.execute(
                """
                update people
                set title = changed.title, email = changed.email, phone = changed.phone,
                  linkedin_url = changed.linkedin_url, opted_out = string_to_array(changed.opted_out, ',')::channel[]
                from unnest({0}, {1}, {2}, {3}, {4}, {5})
                  as changed (public_id, title, email, phone, linkedin_url, opted_out)
                where people.public_id = changed.public_id
                """,
                texts(changed, person -> person.id().value()),
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

    /** Moves outreaches to the survivors. The locks on these keep their companies, and the companies' locks the owners. */
    void moveOutreaches() {
        var outreaches = new ArrayList<String>();
        var people = new ArrayList<String>();
        for (var merge : merges) {
            for (var outreach : merge.moved()) {
                outreaches.add(outreach.id().value());
                people.add(merge.into().id().value());
            }
        }
        if (outreaches.isEmpty()) {
            return;
        }
        dsl.execute("""
                update outreaches
                set person_id = people.id, company_id = people.company_id, owner_id = companies.owner_id
                from unnest({0}, {1}) as moved (outreach_id, person_id)
                join people on people.public_id = moved.person_id
                join companies on companies.id = people.company_id
                where outreaches.public_id = moved.outreach_id
                """, texts(outreaches, id -> id), texts(people, id -> id));
    }

    /** Lets the ids of replaced outreaches lead to the outreaches that replace them. */
    void replaceOutreaches() {
        var replaced = new HashMap<OutreachId, OutreachId>();
        merges.forEach(merge -> replaced.putAll(merge.replaced()));
        if (replaced.isEmpty()) {
            return;
        }
        var from = texts(replaced.entrySet(), entry -> entry.getKey().value());
        var into = texts(replaced.entrySet(), entry -> entry.getValue().value());
        dsl.execute("""
                update merged_outreaches
                set outreach_id = survivor.id
                from unnest({0}, {1}) as replaced (from_id, into_id)
                join outreaches gone on gone.public_id = from_id
                join outreaches survivor on survivor.public_id = into_id
                where outreach_id = gone.id
                """, from, into);
        dsl.execute("""
                insert into merged_outreaches (public_id, outreach_id)
                select from_id, outreaches.id
                from unnest({0}, {1}) as replaced (from_id, into_id) join outreaches on outreaches.public_id = into_id
                """, from, into);
    }

    private static <E> Field<String[]> texts(Collection<E> elements, Function<E, @Nullable String> text) {
        return val(elements.stream().map(text).toList(), SQLDataType.VARCHAR.array());
    }
}
