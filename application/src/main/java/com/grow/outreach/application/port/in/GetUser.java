package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Optional;

/**
 * Use case: look at one user.
 *
 * <p>API documentation: {@code GET /api/users/:id}.
 */
public interface GetUser {

    /**
     * The user of that id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<User> get(UserId id);
}
