package com.grow.outreach.domain;

import java.util.Objects;

/**
 * A user of Grow, who can own companies.
 *
 * @param id the id
 * @param name the name; not unique
 * @param email the e-mail address
 */
public record User(UserId id, String name, String email) {

    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(email, "email");
    }
}
