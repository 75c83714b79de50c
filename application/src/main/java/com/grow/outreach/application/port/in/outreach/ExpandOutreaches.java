package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: load the records that outreaches refer to, and their possible transitions.
 *
 * <p>API documentation: the parameter {@code expand} of {@code GET /api/outreaches} and {@code GET
 * /api/outreaches/:id}.
 */
public interface ExpandOutreaches {

    /** The references, in the order of the API. */
    enum Reference {
        /** The person to reach. */
        PERSON,
        /** The company where the person works. */
        COMPANY,
        /** The sequence that the outreach is enrolled in. */
        SEQUENCE,
        /** The user who owns the company. */
        OWNER,
        /** The result of each transition that its state allows. */
        MOVES,
        /** The times of its creation and of its last change. */
        TIMES
    }

    /**
     * Returns the records that outreaches refer to. The number of queries does not depend on the number of outreaches.
     *
     * @param references the references to load
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    References expand(Collection<Outreach> outreaches, Set<Reference> references);

    /**
     * The records that outreaches refer to. References that were not requested are absent, and so are records that were
     * deleted after the outreaches were read.
     */
    record References(
            Map<PersonId, Person> people,
            Map<CompanyId, Company> companies,
            Map<SequenceId, Sequence> sequences,
            Map<UserId, User> users,
            Map<OutreachId, List<TransitionResult>> moves,
            Map<OutreachId, OutreachTimes> times) {

        /** No references. */
        public static final References NONE =
                new References(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

        public References {
            people = Map.copyOf(people);
            companies = Map.copyOf(companies);
            sequences = Map.copyOf(sequences);
            users = Map.copyOf(users);
            moves = Map.copyOf(moves);
            times = Map.copyOf(times);
        }

        /** Returns the person to reach. */
        public Optional<Person> person(Outreach outreach) {
            return Optional.ofNullable(people.get(outreach.personId()));
        }

        /** Returns the company where the person works. */
        public Optional<Company> company(Outreach outreach) {
            return person(outreach).map(person -> companies.get(person.companyId()));
        }

        /** Returns the sequence of the outreach; empty if it has none. */
        public Optional<Sequence> sequence(Outreach outreach) {
            return outreach.sequenceId().map(sequences::get);
        }

        /** Returns the user who owns the company; empty if it has no owner. */
        public Optional<User> owner(Outreach outreach) {
            return company(outreach).map(Company::ownerId).map(users::get);
        }

        /** Returns the times of the outreach. */
        public Optional<OutreachTimes> times(Outreach outreach) {
            return Optional.ofNullable(times.get(outreach.id()));
        }

        /** Returns the {@link Outreach#possibleMoves}. */
        public Optional<List<TransitionResult>> moves(Outreach outreach) {
            return Optional.ofNullable(moves.get(outreach.id()));
        }
    }
}
