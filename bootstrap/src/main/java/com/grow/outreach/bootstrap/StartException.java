package com.grow.outreach.bootstrap;

import org.jspecify.annotations.Nullable;

/** A failure that the operator can fix, such as a port in use; the message names the cause and the remedy in one line. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        this(message, null);
    }
}
