package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Person;

/**
 * Use case: browse and search people.
 *
 * <p>API documentation: {@code GET /api/people}.
 */
public interface ListPeople {

    /**
     * One page of the list, and how many people the whole list has; both as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Person> list(PersonQuery query);
}
