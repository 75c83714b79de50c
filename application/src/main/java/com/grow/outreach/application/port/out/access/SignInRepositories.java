package com.grow.outreach.application.port.out.access;

/** The repositories that signing in uses, within one transaction or read. */
public interface SignInRepositories {

    MemberRepository members();

    SessionRepository sessions();

    SignInLinkRepository links();

    SignInFailureRepository failures();

    IdentityRepository identities();
}
