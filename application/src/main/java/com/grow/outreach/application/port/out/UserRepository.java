package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.Map;

/** The users that Grow keeps. */
public interface UserRepository {

    /** Those of the users that exist, by their id. */
    Map<UserId, User> findAll(Collection<UserId> ids);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<User> page(NamedQuery query);
}
