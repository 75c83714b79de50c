package com.grow.outreach.domain.access;

import org.jspecify.annotations.Nullable;

/**
 * The active administrators. Grow never loses the last one, because nobody could invite another.
 *
 * @param active their number before a change
 */
public record Administrators(int active) {

    /**
     * Returns whether a change would leave no active administrator.
     *
     * @param before the member before the change, or null for a new one
     * @param after the member after the change, or null for one that is deleted
     */
    public boolean loseLast(@Nullable Member before, @Nullable Member after) {
        return active == 1 && isActiveAdmin(before) && !isActiveAdmin(after);
    }

    private static boolean isActiveAdmin(@Nullable Member member) {
        return member != null && member.isActiveAdmin();
    }
}
