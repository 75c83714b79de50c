package com.grow.outreach.bootstrap;

import org.jspecify.annotations.Nullable;

/** Grow can't start for a reason that lies outside of it; the message says in one line what it is and what would help. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        this(message, null);
    }
}
