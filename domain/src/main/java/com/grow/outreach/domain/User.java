package com.grow.outreach.domain;

import java.util.Objects;

/**
 * Somebody who works with Grow and may own companies.
 *
 * @param id their id
 * @param name what people call them; not unique
 * @param email where they get their mail
 */
public record User(UserId id, String name, String email) {

    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }
}
