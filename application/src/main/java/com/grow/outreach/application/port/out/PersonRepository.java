package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The stored people. */
public interface PersonRepository extends DirectoryRepository<PersonId, Person, PersonQuery> {

    /** Returns the channels that each person opted out of. People who opted out of none are absent. */
    Map<PersonId, Set<Channel>> optOuts(Collection<PersonId> ids);
}
