package com.grow.outreach.adapter.persistence.access;

import com.grow.outreach.application.port.out.access.IdentityRepository;
import com.grow.outreach.application.port.out.access.MemberRepository;
import com.grow.outreach.application.port.out.access.SessionRepository;
import com.grow.outreach.application.port.out.access.SignInFailureRepository;
import com.grow.outreach.application.port.out.access.SignInLinkRepository;
import com.grow.outreach.application.port.out.access.SignInRepositories;
import org.jooq.DSLContext;

/** The repositories of signing in, within one transaction or read. */
public record JooqSignInRepositories(
        MemberRepository members,
        SessionRepository sessions,
        SignInLinkRepository links,
        SignInFailureRepository failures,
        IdentityRepository identities)
        implements SignInRepositories {

    public JooqSignInRepositories(DSLContext dsl) {
        this(
                new JooqMemberRepository(dsl),
                new JooqSessionRepository(dsl),
                new JooqSignInLinkRepository(dsl),
                new JooqSignInFailureRepository(dsl),
                new JooqIdentityRepository(dsl));
    }
}
