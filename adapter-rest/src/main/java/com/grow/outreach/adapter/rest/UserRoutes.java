package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.port.in.Maintain;
import com.grow.outreach.application.port.in.MaintenanceUseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/users} and what is below it. */
final class UserRoutes extends DirectoryRoutes<UserId, User> {

    private final DirectoryUseCases useCases;

    UserRoutes(DirectoryUseCases useCases, Writes writes, RequestBody body) {
        super(new Kind<>("user", UserId.KIND, DirectoryJson::user, "companies that they own"), writes, body);
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

    @Override
    Maintain<UserId, User> maintain(MaintenanceUseCases maintenance) {
        return maintenance.users();
    }

    @Override
    Function<UserId, User> creation(BodyFields fields) {
        fields.require("name", "email");
        var name = fields.givenText("name", TextField.NAME);
        var email = fields.givenText("email", TextField.EMAIL);
        return id -> new User(id, name.get(), email.get());
    }

    @Override
    UnaryOperator<User> change(BodyFields fields) {
        var name = fields.givenText("name", TextField.NAME);
        var email = fields.givenText("email", TextField.EMAIL);
        return user -> new User(user.id(), name.or(user.name()), email.or(user.email()));
    }
}
