package com.grow.outreach.application.port.in.access;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.SignInLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Use cases of administrators: invite users, create links to reset a password, change roles, and disable members.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be
 * reached.
 *
 * <p>API documentation: {@code POST /api/invitations} and {@code POST /api/users/:id/reset_link}.
 */
public interface ManageMembers {

    /**
     * Lets a user sign in with a one-time link. The user with the e-mail address is created if there is none. A disabled
     * member may sign in again after setting a new password.
     */
    Result invite(Invitation invitation);

    /** Creates a link with which a member sets a new password. It replaces the member's former link. */
    Result reset(UserId user);

    /** Disables a member: ends all sessions, replaces the link, and deletes the identities at identity providers. The user and all records of the user stay. */
    Result disable(UserId user);

    /** Gives a member another role, which holds from the next request of the member on. */
    Result changeRole(UserId user, Role role);

    /** Returns one page of the members. */
    Page<Listed> list(PageRequest page);

    /**
     * An invitation.
     *
     * @param email the e-mail address
     * @param name the name of a new user, or null for the e-mail address
     * @param role the role
     * @param user the user to invite, if several have the e-mail address; otherwise null
     * @param team the team that the user joins, or null to stay in the present one
     */
    record Invitation(
            String email,
            @Nullable String name,
            Role role,
            @Nullable UserId user,
            @Nullable TeamId team) {

        /** Creates an invitation without a team. */
        public Invitation(String email, @Nullable String name, Role role, @Nullable UserId user) {
            this(email, name, role, user, null);
        }
    }

    /** A member with the user's name and e-mail address. */
    record Listed(User user, Member member) {}

    /** The result of a change. */
    sealed interface Result {

        /**
         * A link was created.
         *
         * @param user the user
         * @param link the link
         * @param secret the secret of the link, which is not stored
         */
        record Linked(User user, SignInLink link, Secret secret) implements Result {}

        /** The member has the role. */
        record RoleChanged(Member member) implements Result {}

        /** The member is disabled. */
        record Disabled(Member member) implements Result {}

        /** No member has this id, or for an invitation, no user with this id has the e-mail address. */
        record NotFound(UserId user) implements Result {}

        /** No team has this id. */
        record TeamNotFound(TeamId team) implements Result {}

        /** Several users have the e-mail address. */
        record Ambiguous(List<UserId> users) implements Result {}

        /** A member with the e-mail address can sign in already. */
        record MemberAlready(UserId user) implements Result {}

        /** The member is disabled, so there is nothing to reset. */
        record NotActive(UserId user) implements Result {}

        /** The member is the last active administrator, and must stay one. */
        record LastAdmin(UserId user) implements Result {}
    }
}
