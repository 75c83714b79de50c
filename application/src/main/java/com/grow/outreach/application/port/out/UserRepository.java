package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;

/** The users that Grow keeps. */
public interface UserRepository extends DirectoryRepository<UserId, User> {

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<User> page(NamedQuery query);
}
