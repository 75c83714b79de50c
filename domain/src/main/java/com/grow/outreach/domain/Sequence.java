package com.grow.outreach.domain;

import java.util.Objects;

/**
 * A planned series of steps that outreaches are enrolled in.
 *
 * @param id its id
 * @param name its name, for example {@code Welcome Sequence}; not unique
 */
public record Sequence(SequenceId id, String name) {

    public Sequence {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
