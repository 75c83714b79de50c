package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The people that Grow keeps. */
public interface PersonRepository extends DirectoryRepository<PersonId, Person> {

    /** The channels that people opted out of, by their id; those who did not opt out of any are absent. */
    Map<PersonId, Set<Channel>> optOuts(Collection<PersonId> ids);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Person> page(PersonQuery query);
}
