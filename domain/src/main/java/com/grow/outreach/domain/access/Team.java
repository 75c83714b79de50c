package com.grow.outreach.domain.access;

import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.UserId;
import java.util.Objects;
import java.util.Set;

/**
 * A team. Its members see and change what any of them owns. A user is a member of at most one team.
 *
 * <p>API documentation: {@code /api/teams}.
 *
 * @param id the id
 * @param name the name; not unique
 * @param members the members; empty for none
 */
public record Team(TeamId id, String name, Set<UserId> members) {

    public Team {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        members = Set.copyOf(Objects.requireNonNull(members, "members"));
    }
}
