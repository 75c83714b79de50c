package com.grow.outreach.application.port.in.access;

/** The use cases with which people sign in, and which decide who may. */
public record SignInUseCases(
        SignIn signIn, UseSessions sessions, ChangePassword changePassword, ManageMembers members) {}
