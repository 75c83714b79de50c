package com.grow.outreach.application.port.in.access;

import java.util.Optional;

/**
 * The use cases with which people sign in, and which decide who may.
 *
 * @param provider the sign-in at an identity provider, or empty if none is configured
 */
public record SignInUseCases(
        SignIn signIn,
        UseSessions sessions,
        ChangePassword changePassword,
        ManageMembers members,
        Optional<SignInWithProvider> provider) {

    /** Returns these use cases with the sign-in at an identity provider. */
    public SignInUseCases with(SignInWithProvider provider) {
        return new SignInUseCases(signIn, sessions, changePassword, members, Optional.of(provider));
    }
}
