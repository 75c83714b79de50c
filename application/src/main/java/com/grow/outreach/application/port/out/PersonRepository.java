package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;

/** The people that Grow keeps. */
public interface PersonRepository extends DirectoryRepository<PersonId, Person> {

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Person> page(PersonQuery query);
}
