package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.in.access.ManageTokens;
import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Role;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code grow token}: creates, lists and revokes API tokens. */
@Command(
        name = "token",
        description = "Manages the API tokens with which programs call Grow.",
        subcommands = {TokenCommand.Create.class, TokenCommand.ListTokens.class, TokenCommand.Revoke.class},
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

    /** A subcommand that works on the tokens of all users. */
    abstract static class OnTokens extends Subcommand {

        @Mixin
        DatabaseOptions database = new DatabaseOptions();

        @Override
        public Integer call() throws StartException {
            return database.useExisting(opened -> {
                run(tokens(opened));
                return 0;
            });
        }

        abstract void run(ManageTokens tokens) throws StartException;

        /** Returns the use cases of an administrator, because the command can open the database. */
        private static ManageTokens tokens(Database opened) {
            return Services.over(opened.transactions(), opened.clock(), new SecureRandom())
                    .access()
                    .tokens();
        }

        static UserId user(String text) throws StartException {
            return UserId.KIND
                    .parse(text)
                    .orElseThrow(() -> new StartException(
                            "--user is %s; use the id of a user, like usr_12345; see grow user list".formatted(text)));
        }

        static String time(@Nullable Instant instant) {
            return instant == null ? "never" : instant.toString();
        }
    }

    /** The command {@code grow token create}. */
    @Command(
            name = "create",
            description = {
                "Creates an API token and prints its secret, which can't be shown again. Programs send it as:",
                "Authorization: Bearer grow_pat_…"
            })
    static final class Create extends OnTokens {

        @Option(names = "--user", paramLabel = "ID", required = true, description = "The id of the user it belongs to.")
        String user = "";

        @Option(
                names = "--name",
                paramLabel = "NAME",
                required = true,
                description = "What the token is for, like \"CRM sync\".")
        String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "The role of the token: admin, manager, rep or reader. Default: the role of the user.")
        @Nullable Role role;

        @Option(
                names = "--expires-in-days",
                paramLabel = "DAYS",
                description = "The lifetime of the token. Default: it doesn't expire.")
        @Nullable Integer days;

        @Option(
                names = "--act-for-others",
                description = "Lets requests with the token name another actor in the header Grow-Actor.")
        boolean mayActForOthers;

        @Override
        void run(ManageTokens tokens) throws StartException {
            if (days != null && (days < 1 || days > NewToken.MAX_DAYS)) {
                throw new StartException(
                        "--expires-in-days is %d; use a number from 1 to %d".formatted(days, NewToken.MAX_DAYS));
            }
            var lifetime = days == null ? null : Duration.ofDays(days);
            switch (tokens.create(new NewToken(user(user), name, role, mayActForOthers, lifetime))) {
                case Result.Created(var token, var secret) -> {
                    say(
                            "Created the token %s with the role %s, which expires: %s. This is the only time that its secret is shown."
                                    .formatted(token.id(), token.role().value(), time(token.expiresAt())));
                    out().println(secret);
                    out().flush();
                }
                case Result.NoAccount _ ->
                    throw new StartException(
                            "the user %s has no active account; invite them with: grow user invite".formatted(user));
                case Result.RoleNotIncluded(var asked, var limit) ->
                    throw new StartException("--role %s is beyond the role %s of the user %s"
                            .formatted(asked.value(), limit.value(), user));
                case Result.MayNotActForOthers _ -> throw new IllegalStateException("the command may create any token");
            }
        }
    }

    /** The command {@code grow token list}. */
    @Command(
            name = "list",
            description =
                    "Lists the API tokens as tab-separated columns: id, user, name, start, role, created, expires,"
                            + " last used, revoked.")
    static final class ListTokens extends OnTokens {

        @Override
        void run(ManageTokens tokens) {
            var page = new PageRequest(1, PageRequest.MAX_SIZE);
            for (var found = tokens.list(page); ; found = tokens.list(page)) {
                found.items().forEach(token -> out().println(line(token)));
                if (page.number() >= found.totalPages()) {
                    break;
                }
                page = new PageRequest(page.number() + 1, PageRequest.MAX_SIZE);
            }
            out().flush();
        }

        private static String line(ApiToken token) {
            return String.join(
                    "\t",
                    token.id().value(),
                    token.user().value(),
                    token.name(),
                    token.start(),
                    token.role().value(),
                    token.createdAt().toString(),
                    time(token.expiresAt()),
                    time(token.lastUsedAt()),
                    time(token.revokedAt()));
        }
    }

    /** The command {@code grow token revoke}. */
    @Command(name = "revoke", description = "Revokes an API token. It stops working immediately.")
    static final class Revoke extends OnTokens {

        @Parameters(paramLabel = "ID", description = "The id of the token, like tok_1.")
        String id = "";

        @Override
        void run(ManageTokens tokens) throws StartException {
            if (!TokenId.KIND.parse(id).map(tokens::revoke).orElse(false)) {
                throw new StartException("there is no token %s; see grow token list".formatted(id));
            }
            say("Revoked the token %s.".formatted(id));
        }
    }
}
