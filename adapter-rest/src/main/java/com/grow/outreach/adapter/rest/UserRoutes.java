package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Optional;

/** REST adapter: {@code /api/users} and what is below it. */
final class UserRoutes extends DirectoryRoutes<UserId, User> {

    private final DirectoryUseCases useCases;

    UserRoutes(DirectoryUseCases useCases) {
        super("user", UserId.KIND, DirectoryJson::user);
        this.useCases = useCases;
    }

    @Override
    Page<User> list(QueryParameters parameters) {
        return useCases.listUsers().list(parameters.named());
    }

    @Override
    Optional<User> find(UserId id) {
        return useCases.getUser().get(id);
    }
}
