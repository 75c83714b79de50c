package com.grow.outreach.application.service.access;

import com.grow.outreach.application.port.in.access.ManageMembers;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import com.grow.outreach.domain.access.Team;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

record ManageMembersService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements ManageMembers {

    @Override
    public Result invite(Invitation invitation) {
        return transactions.write(stored -> invite(stored, invitation));
    }

    private Result invite(Repositories stored, Invitation invitation) {
        var admins = stored.signIn().members().lockAdministrators();
        var team = invitation.team();
        if (team != null && stored.teams().find(team).isEmpty()) {
            return new Result.TeamNotFound(team);
        }
        var email = NaturalKey.EMAIL.normalized(invitation.email());
        var others = stored.signIn().members().withEmail(email).stream()
                .filter(member -> !member.user().equals(invitation.user()))
                .toList();
        if (invitation.user() != null && !others.isEmpty()) {
            return new Result.MemberAlready(others.get(0).user());
        }
        var users = stored.signIn().members().usersWithEmail(email).stream()
                .filter(user -> invitation.user() == null || user.id().equals(invitation.user()))
                .toList();
        if (users.size() > 1) {
            return new Result.Ambiguous(users.stream().map(User::id).toList());
        }
        if (users.isEmpty() && invitation.user() != null) {
            return new Result.NotFound(invitation.user());
        }
        var user = users.isEmpty() ? create(stored, invitation) : users.get(0);
        var result = invite(stored, user, invitation.role(), admins);
        if (team != null && result instanceof Result.Linked) {
            join(stored, user.id(), team);
        }
        return result;
    }

    private void join(Repositories stored, UserId user, TeamId id) {
        var before = stored.teams().lock(id).orElseThrow();
        var members = new HashSet<>(before.members());
        if (members.add(user)) {
            var after = new Team(id, before.name(), members);
            stored.teams().save(after);
            record(stored, "team.updated", id, AuditFields.of(before), AuditFields.of(after));
        }
    }

    private User create(Repositories stored, Invitation invitation) {
        var name = invitation.name() == null ? invitation.email() : invitation.name();
        var user = new User(UserId.KIND.random(random), name, invitation.email());
        if (!stored.users().create(user, clock.instant())) {
            throw new IllegalStateException("two random ids are equal");
        }
        record(stored, "user.created", user.id(), AuditFields.NONE, AuditFields.of(user));
        return user;
    }

    private Result invite(Repositories stored, User user, Role role, Administrators admins) {
        var before = stored.signIn().members().lock(user.id());
        if (before.filter(Member::isActive).map(Member::password).isPresent()) {
            return new Result.MemberAlready(user.id());
        }
        var invited = before.map(member -> member.invitedAgain(role))
                .orElseGet(() -> Member.invited(user.id(), role, clock.instant()));
        if (admins.loseLast(before.orElse(null), invited)) {
            return new Result.LastAdmin(user.id());
        }
        stored.signIn().members().save(invited);
        record(
                stored,
                "member.invited",
                user.id(),
                before.map(AuditFields::of).orElse(AuditFields.NONE),
                AuditFields.of(invited));
        return link(stored, user, Purpose.INVITATION);
    }

    @Override
    public Result reset(UserId id) {
        return transactions.write(stored -> {
            stored.signIn().members().lockAdministrators();
            var member = stored.signIn().members().lock(id).orElse(null);
            if (member == null) {
                return new Result.NotFound(id);
            }
            if (!member.isActive()) {
                return new Result.NotActive(id);
            }
            record(stored, "member.reset", id, AuditFields.NONE, AuditFields.NONE);
            return link(stored, user(stored, id), member.password() == null ? Purpose.INVITATION : Purpose.RESET);
        });
    }

    private Result link(Repositories stored, User user, Purpose purpose) {
        var now = clock.instant();
        var secret = Secret.generate(random);
        var link = SignInLink.create(purpose, user.id(), now);
        stored.signIn().links().replace(user.id(), now);
        stored.signIn().links().create(link, secret);
        return new Result.Linked(user, link, secret);
    }

    @Override
    public Result changeRole(UserId id, Role role) {
        return transactions.write(stored -> {
            var admins = stored.signIn().members().lockAdministrators();
            var member = stored.signIn().members().lock(id).orElse(null);
            if (member == null) {
                return new Result.NotFound(id);
            }
            var changed = member.withRole(role);
            if (admins.loseLast(member, changed)) {
                return new Result.LastAdmin(id);
            }
            stored.signIn().members().save(changed);
            record(stored, "member.updated", id, AuditFields.of(member), AuditFields.of(changed));
            return new Result.RoleChanged(changed);
        });
    }

    @Override
    public Result disable(UserId id) {
        return transactions.write(stored -> {
            var admins = stored.signIn().members().lockAdministrators();
            var member = stored.signIn().members().lock(id).orElse(null);
            if (member == null) {
                return new Result.NotFound(id);
            }
            var now = clock.instant();
            var disabled = member.disabled(now);
            if (admins.loseLast(member, disabled)) {
                return new Result.LastAdmin(id);
            }
            stored.signIn().members().save(disabled);
            stored.signIn().sessions().endAll(id, null, now);
            stored.signIn().links().replace(id, now);
            stored.signIn().identities().deleteAll(id);
            record(stored, "member.disabled", id, AuditFields.of(member), AuditFields.of(disabled));
            return new Result.Disabled(disabled);
        });
    }

    @Override
    public Page<Listed> list(PageRequest page) {
        return transactions.read(stored -> {
            var members = stored.signIn().members().page(page);
            var users = stored.users()
                    .findAll(members.items().stream().map(Member::user).toList());
            return new Page<>(
                    members.items().stream()
                            // A user may have been deleted between the two reads.
                            .filter(member -> users.containsKey(member.user()))
                            .map(member -> new Listed(Objects.requireNonNull(users.get(member.user())), member))
                            .toList(),
                    page,
                    members.totalCount());
        });
    }

    private void record(Repositories stored, String action, Id id, AuditFields before, AuditFields after) {
        stored.audit()
                .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), action, id)
                        .changing(before, after));
    }

    private static User user(Repositories stored, UserId id) {
        return Objects.requireNonNull(stored.users().findAll(List.of(id)).get(id));
    }
}
