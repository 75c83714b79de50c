package com.grow.outreach.domain.access;

import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link with which a user sets a password. A user has at most one live link.
 *
 * @param purpose the purpose
 * @param user the user
 * @param createdAt the time of creation
 * @param expiresAt the time from which the link is invalid
 * @param usedAt the time at which the user set a password with it, or null
 * @param replacedAt the time at which another link or another way to sign in replaced it, or null
 */
public record SignInLink(
        Purpose purpose,
        UserId user,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant replacedAt) {

    public SignInLink {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** The purpose of a link. */
    public enum Purpose {
        /** The user sets the first password. */
        INVITATION("invitation", Duration.ofHours(72)),
        /** The user replaces a forgotten password. */
        RESET("reset", Duration.ofHours(24));

        private final String value;
        private final Duration validity;

        Purpose(String value, Duration validity) {
            this.value = value;
            this.validity = validity;
        }

        /** Returns the value in the storage, for example {@code invitation}. */
        public String value() {
            return value;
        }

        /** Returns the purpose with a value, or empty if there is none. */
        public static Optional<Purpose> parse(String text) {
            Objects.requireNonNull(text, "text");
            return Arrays.stream(values())
                    .filter(purpose -> purpose.value.equals(text))
                    .findFirst();
        }
    }

    /** Whether a link can be used. */
    public enum State {
        /** It can be used. */
        LIVE,
        /** The user has set a password with it. */
        USED,
        /** A newer link, a new password or the end of the account replaced it. */
        REPLACED,
        /** Its time is over. */
        EXPIRED
    }

    /** Returns a link that is valid from now on. */
    public static SignInLink create(Purpose purpose, UserId user, Instant now) {
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(now, "now");
        return new SignInLink(purpose, user, now, now.plus(purpose.validity), null, null);
    }

    /** Returns whether the link can be used at a time. */
    public State state(Instant now) {
        Objects.requireNonNull(now, "now");
        if (usedAt != null) {
            return State.USED;
        }
        if (replacedAt != null) {
            return State.REPLACED;
        }
        return now.isBefore(expiresAt) ? State.LIVE : State.EXPIRED;
    }
}
