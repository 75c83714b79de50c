package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Optional;

/**
 * Use case: look at one person.
 *
 * <p>API documentation: {@code GET /api/people/:id}.
 */
public interface GetPerson {

    /**
     * The person of that id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Person> get(PersonId id);
}
