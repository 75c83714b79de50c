package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;

/**
 * Use case: browse and search users.
 *
 * <p>API documentation: {@code GET /api/users}.
 */
public interface ListUsers {

    /**
     * One page of the list, and how many users the whole list has; both as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<User> list(NamedQuery query);
}
