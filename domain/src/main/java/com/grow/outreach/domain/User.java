package com.grow.outreach.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user of Grow, who can own companies.
 *
 * @param id the id
 * @param name the name; not unique
 * @param email the e-mail address, or null if it is not known
 */
public record User(UserId id, String name, @Nullable String email) {

    public User {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
