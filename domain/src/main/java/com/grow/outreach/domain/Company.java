package com.grow.outreach.domain;

import org.jspecify.annotations.Nullable;

/**
 * A company that people work at.
 *
 * @param id its id
 * @param name what people call it; not unique
 * @param ownerId the user who looks after it, or null if nobody does
 */
public record Company(CompanyId id, String name, @Nullable UserId ownerId) {}
