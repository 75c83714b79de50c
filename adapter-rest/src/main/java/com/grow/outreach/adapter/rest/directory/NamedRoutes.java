package com.grow.outreach.adapter.rest.directory;

import static com.grow.outreach.domain.access.Permission.ADMINISTER;
import static com.grow.outreach.domain.access.Permission.MANAGE;

import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Given;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Team;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * REST adapter: the routes of entries whose list has only the name to filter by: {@code /api/sequences},
 * {@code /api/users} and {@code /api/teams}.
 */
public final class NamedRoutes<I extends Id, T> extends DirectoryRoutes<I, T, NamedQuery> {

    private final Function<BodyFields, Function<I, T>> creation;
    private final Function<BodyFields, UnaryOperator<T>> change;

    private NamedRoutes(
            Kind<I, T, NamedQuery> kind,
            Function<BodyFields, Function<I, T>> creation,
            Function<BodyFields, UnaryOperator<T>> change,
            RequestBody body) {
        super(kind, body);
        this.creation = creation;
        this.change = change;
    }

    /** Creates the routes of {@code /api/sequences}. */
    public static NamedRoutes<SequenceId, Sequence> sequences(RequestBody body) {
        var kind = new Kind<>(
                "sequence",
                SequenceId.KIND,
                DirectoryJson::sequence,
                "outreaches",
                MANAGE,
                use -> use.directory().sequences());
        return new NamedRoutes<>(kind, NamedRoutes::newSequence, NamedRoutes::changedSequence, body);
    }

    /** Creates the routes of {@code /api/users}. */
    public static NamedRoutes<UserId, User> users(RequestBody body, ContactFormats formats) {
        var kind = new Kind<>(
                "user",
                UserId.KIND,
                DirectoryJson::user,
                "companies or an account that may sign in",
                ADMINISTER,
                use -> use.directory().users());
        return new NamedRoutes<>(
                kind, fields -> newUser(fields, formats), fields -> changedUser(fields, formats), body);
    }

    /** Creates the routes of {@code /api/teams}. */
    public static NamedRoutes<TeamId, Team> teams(RequestBody body) {
        var kind = new Kind<>(
                "team",
                TeamId.KIND,
                DirectoryJson::team,
                "members",
                ADMINISTER,
                use -> use.directory().teams());
        return new NamedRoutes<>(kind, NamedRoutes::newTeam, NamedRoutes::changedTeam, body);
    }

    @Override
    NamedQuery query(QueryParameters parameters) {
        return parameters.named();
    }

    @Override
    Function<I, T> creation(BodyFields fields) {
        return creation.apply(fields);
    }

    @Override
    UnaryOperator<T> change(BodyFields fields) {
        return change.apply(fields);
    }

    private static Function<SequenceId, Sequence> newSequence(BodyFields fields) {
        fields.require("name");
        var name = fields.givenText("name", TextField.NAME);
        return id -> new Sequence(id, name.get());
    }

    private static UnaryOperator<Sequence> changedSequence(BodyFields fields) {
        var name = fields.givenText("name", TextField.NAME);
        return sequence -> new Sequence(sequence.id(), name.or(sequence.name()));
    }

    private static Function<TeamId, Team> newTeam(BodyFields fields) {
        fields.require("name");
        var name = fields.givenText("name", TextField.NAME);
        var members = members(fields);
        return id -> new Team(id, name.get(), Set.copyOf(members.or(List.of())));
    }

    private static UnaryOperator<Team> changedTeam(BodyFields fields) {
        var name = fields.givenText("name", TextField.NAME);
        var members = members(fields);
        return team -> new Team(
                team.id(), name.or(team.name()), members.isGiven() ? Set.copyOf(members.get()) : team.members());
    }

    private static Given<List<UserId>> members(BodyFields fields) {
        return fields.givenList("member_ids", "ids of users, like usr_12345", UserId.KIND::parse);
    }

    private static Function<UserId, User> newUser(BodyFields fields, ContactFormats formats) {
        fields.require("name", "email");
        var name = fields.givenText("name", TextField.NAME);
        var email = fields.givenText("email", formats.email());
        return id -> new User(id, name.get(), email.get());
    }

    private static UnaryOperator<User> changedUser(BodyFields fields, ContactFormats formats) {
        var name = fields.givenText("name", TextField.NAME);
        var email = fields.givenText("email", formats.email());
        return user -> new User(user.id(), name.or(user.name()), email.orNull(user.email()));
    }
}
