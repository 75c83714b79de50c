package com.grow.outreach.application.port.out.access;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Administrators;
import com.grow.outreach.domain.access.Member;
import java.util.List;
import java.util.Optional;

/** The stored members: users who may sign in. */
public interface MemberRepository {

    /** Returns the user's membership, or empty if the user may not sign in. */
    Optional<Member> find(UserId user);

    /**
     * Returns the users with an e-mail address, whether or not they may sign in.
     *
     * @param email the address, normalized by {@link com.grow.outreach.domain.NaturalKey#EMAIL}
     */
    List<User> usersWithEmail(String email);

    /**
     * Returns the members with an e-mail address.
     *
     * @param email the address, normalized by {@link com.grow.outreach.domain.NaturalKey#EMAIL}
     */
    List<Member> withEmail(String email);

    /** Returns one page of the members, first invited first, and their number, both as of the same time. */
    Page<Member> page(PageRequest page);

    /** Locks all changes of memberships until the transaction ends, and returns the active administrators. */
    Administrators lockAdministrators();

    /** Returns the user's membership, locked until the transaction ends; empty if there is none. */
    Optional<Member> lock(UserId user);

    /** Stores a membership, new or changed. The user must exist. */
    void save(Member member);
}
