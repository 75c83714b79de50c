package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/users} and its subpaths. */
public final class UserRoutes extends DirectoryRoutes<UserId, User, NamedQuery> {

    public UserRoutes(UseCases useCases, Writes writes, RequestBody body) {
        super(
                new Kind<>(
                        "user",
                        UserId.KIND,
                        DirectoryJson::user,
                        "companies that they own",
                        use -> use.directory().users()),
                useCases,
                writes,
                body);
    }

    @Override
    NamedQuery query(QueryParameters parameters) {
        return parameters.named();
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
