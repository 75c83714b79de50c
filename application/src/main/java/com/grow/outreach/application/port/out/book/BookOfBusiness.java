package com.grow.outreach.application.port.out.book;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All records of a sales team. References point only to earlier parts: people to companies, and companies to users.
 *
 * @param users the users
 * @param companies the companies
 * @param people the people
 * @param sequences the sequences
 * @param outreaches the outreaches with their histories
 */
public record BookOfBusiness(
        Iterable<Created<User>> users,
        Iterable<Created<Company>> companies,
        Iterable<Created<Person>> people,
        Iterable<Created<Sequence>> sequences,
        Iterable<Entry> outreaches) {

    /**
     * A record with its creation time.
     *
     * @param value the record
     * @param at the creation time
     */
    public record Created<T>(T value, Instant at) {}

    /**
     * An outreach with its history.
     *
     * @param outreach the outreach
     * @param createdAt the creation time
     * @param history the transitions, oldest first; the last one leads to the current state
     */
    public record Entry(Outreach outreach, Instant createdAt, List<Transition> history) {

        public Entry {
            history = List.copyOf(history);
        }

        /** Returns the time of the last transition, or null if there is none. */
        public @Nullable Instant movedAt() {
            return history.isEmpty() ? null : history.get(history.size() - 1).createdAt();
        }
    }
}
