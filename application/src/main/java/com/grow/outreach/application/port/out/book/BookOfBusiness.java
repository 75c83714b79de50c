package com.grow.outreach.application.port.out.book;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.User;
import java.time.Instant;
import java.util.List;

/**
 * All that a sales team works with. Whatever refers to something is told of after it: people after their companies.
 *
 * @param users those who own companies
 * @param companies the companies
 * @param people the people who work there
 * @param sequences what outreaches are enrolled in
 * @param outreaches the outreaches with their histories
 */
public record BookOfBusiness(
        Iterable<Created<User>> users,
        Iterable<Created<Company>> companies,
        Iterable<Created<Person>> people,
        Iterable<Created<Sequence>> sequences,
        Iterable<Entry> outreaches) {

    /**
     * Something with its beginning.
     *
     * @param thing as it is now
     * @param at when it was created
     */
    public record Created<T>(T thing, Instant at) {}

    /**
     * An outreach with its past.
     *
     * @param outreach as it is now
     * @param createdAt when it was opened
     * @param history what it went through since, oldest first; ends in its current state
     */
    public record Entry(Outreach outreach, Instant createdAt, List<Transition> history) {

        public Entry {
            history = List.copyOf(history);
        }
    }
}
