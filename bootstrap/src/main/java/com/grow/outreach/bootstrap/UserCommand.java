package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.in.access.ManageMembers;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Listed;
import com.grow.outreach.application.port.in.access.ManageMembers.Result;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.access.SignInServices;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.TextFormat.Reading;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Role;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code grow user}: invites, lists and disables the users who may sign in. */
@Command(
        name = "user",
        description = "Manages the users who may sign in.",
        subcommands = {
            UserCommand.Invite.class,
            UserCommand.Members.class,
            UserCommand.Reset.class,
            UserCommand.ChangeRole.class,
            UserCommand.Disable.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand {

    /** A subcommand that works on all members. */
    abstract static class OnMembers extends Subcommand {

        @Mixin
        DatabaseOptions database = new DatabaseOptions();

        static UserId id(String text) throws StartException {
            return UserId.KIND
                    .parse(text)
                    .orElseThrow(() -> new StartException(
                            "'%s' is not the id of a user, like usr_12345; see grow user list".formatted(text)));
        }

        static TeamId teamId(String text) throws StartException {
            return TeamId.KIND
                    .parse(text)
                    .orElseThrow(() -> new StartException(
                            "'%s' is not the id of a team, like team_inbound; see GET /api/teams".formatted(text)));
        }

        static StartException refused(Result result) {
            return new StartException(
                    switch (result) {
                        case Result.NotFound(var user) ->
                            "%s is not the id of such a user; see grow user list".formatted(user);
                        case Result.TeamNotFound(var team) ->
                            "%s is not the id of a team; see GET /api/teams".formatted(team);
                        case Result.Ambiguous(var users) ->
                            "%d users have this e-mail address; choose one with --user: %s"
                                    .formatted(
                                            users.size(),
                                            users.stream().map(UserId::value).collect(joining(", ")));
                        case Result.MemberAlready(var user) ->
                            "the user %1$s can sign in already; for a new password: grow user reset %1$s"
                                    .formatted(user);
                        case Result.NotActive(var user) ->
                            "the user %s is disabled; invite the user again".formatted(user);
                        case Result.LastAdmin(var user) ->
                            "the user %s is the last active administrator; invite another one first".formatted(user);
                        case Result.Linked _, Result.RoleChanged _, Result.Disabled _ ->
                            throw new IllegalArgumentException("no refusal");
                    });
        }

        /** Builds the use cases. The command may do everything, because it can open the database. */
        static ManageMembers members(Database opened) {
            return new SignInServices(opened.transactions(), opened.clock(), new SecureRandom()).members();
        }
    }

    /** A subcommand that prints a one-time link. */
    abstract static class WithLink extends OnMembers {

        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "http://localhost:3000",
                description = "The address at which users reach Grow, for the link. Default: http://localhost:3000.")
        String url = "";

        final void requireAddress() throws StartException {
            try {
                var base = URI.create(url.strip());
                if (base.getHost() != null
                        && Optional.ofNullable(base.getScheme()).orElse("").matches("https?")) {
                    return;
                }
            } catch (IllegalArgumentException e) {
                // Reported below.
            }
            throw new StartException("--url is '%s'; use an address like https://grow.example.com".formatted(url));
        }

        final int print(Result result) throws StartException {
            if (!(result instanceof Result.Linked(var user, var link, var secret))) {
                throw refused(result);
            }
            say("%s can set a password with this link once, until %s. Send it on a safe way; it is not shown again."
                    .formatted(
                            user.email() == null ? user.name() : user.email(),
                            link.expiresAt().toString()));
            out().println("%s/sign-in#token=%s".formatted(url.strip().replaceAll("/+$", ""), secret.value()));
            out().flush();
            return 0;
        }
    }

    /** The command {@code grow user invite}. */
    @Command(
            name = "invite",
            description = "Lets a user sign in: prints a one-time link with which the user sets a password.")
    static final class Invite extends WithLink {

        @Parameters(paramLabel = "EMAIL", description = "The e-mail address of the user.")
        String email = "";

        @Option(names = "--admin", description = "The same as --role admin.")
        boolean admin;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "The role: admin, manager, rep or reader. Default: rep.")
        @Nullable Role role;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "The name of a new user. Default: the e-mail address.")
        @Nullable String name;

        @Option(
                names = "--user",
                paramLabel = "ID",
                description = "The user to invite, if several have this e-mail address.")
        @Nullable String user;

        @Option(names = "--team", paramLabel = "ID", description = "The team that the user joins, like team_inbound.")
        @Nullable String team;

        @Override
        public Integer call() throws StartException {
            if (admin && role != null && role != Role.ADMIN) {
                throw new StartException(
                        "--admin and --role %s contradict each other; use one of them".formatted(role.value()));
            }
            if (!(new RegionOption().formats().email().read(email) instanceof Reading.Valid address)) {
                throw new StartException("'%s' is not an e-mail address".formatted(email));
            }
            var as = admin ? Role.ADMIN : role == null ? Role.REP : role;
            var invited = new Invitation(
                    address.text(),
                    name == null || name.isBlank() ? null : name.strip(),
                    as,
                    user == null ? null : id(user),
                    team == null ? null : teamId(team));
            requireAddress();
            return database.use(opened -> print(members(opened).invite(invited)));
        }
    }

    /** The command {@code grow user reset}. */
    @Command(name = "reset", description = "Prints a one-time link with which a user sets a new password.")
    static final class Reset extends WithLink {

        @Parameters(paramLabel = "ID", description = "The id of the user, like usr_12345.")
        String user = "";

        @Override
        public Integer call() throws StartException {
            var id = id(user);
            requireAddress();
            return database.useExisting(opened -> print(members(opened).reset(id)));
        }
    }

    /** The command {@code grow user role}. */
    @Command(name = "role", description = "Gives a user who may sign in another role.")
    static final class ChangeRole extends OnMembers {

        @Parameters(index = "0", paramLabel = "ID", description = "The id of the user, like usr_12345.")
        String user = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "The role: admin, manager, rep or reader.")
        Role role = Role.READER;

        @Override
        public Integer call() throws StartException {
            var id = id(user);
            return database.useExisting(opened -> {
                var result = members(opened).changeRole(id, role);
                if (!(result instanceof Result.RoleChanged)) {
                    throw refused(result);
                }
                say("The user %s has the role %s.".formatted(id, role.value()));
                return 0;
            });
        }
    }

    /** The command {@code grow user disable}. */
    @Command(
            name = "disable",
            description = "Ends all sessions of a user, who can't sign in any more. Everything the user owns stays.")
    static final class Disable extends OnMembers {

        @Parameters(paramLabel = "ID", description = "The id of the user, like usr_12345.")
        String user = "";

        @Override
        public Integer call() throws StartException {
            var id = id(user);
            return database.useExisting(opened -> {
                var result = members(opened).disable(id);
                if (!(result instanceof Result.Disabled)) {
                    throw refused(result);
                }
                say("Disabled the user %s.".formatted(id));
                return 0;
            });
        }
    }

    /** The command {@code grow user list}. */
    @Command(
            name = "list",
            description = "Lists the users who may sign in, as tab-separated columns: id, name, email, role, status.")
    static final class Members extends OnMembers {

        @Override
        public Integer call() throws StartException {
            return database.useExisting(opened -> {
                var members = members(opened);
                long number = 1;
                var page = members.list(new PageRequest(number, PageRequest.MAX_SIZE));
                while (true) {
                    page.items().forEach(listed -> out().println(line(listed)));
                    if (number >= page.totalPages()) {
                        out().flush();
                        return 0;
                    }
                    number++;
                    page = members.list(new PageRequest(number, PageRequest.MAX_SIZE));
                }
            });
        }

        private static String line(Listed listed) {
            var user = listed.user();
            var member = listed.member();
            return String.join(
                    "\t",
                    user.id().value(),
                    user.name(),
                    user.email() == null ? "" : user.email(),
                    member.role().value(),
                    status(listed));
        }

        private static String status(Listed listed) {
            if (!listed.member().isActive()) {
                return "disabled";
            }
            return listed.member().password() == null ? "invited" : "active";
        }
    }
}
