package com.grow.outreach.application.port.in.access;

/** The use cases of access. */
public record AccessUseCases(ManageTokens tokens, AuditLog audit) {}
