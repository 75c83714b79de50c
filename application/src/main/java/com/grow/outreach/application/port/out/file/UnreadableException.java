package com.grow.outreach.application.port.out.file;

import org.jspecify.annotations.Nullable;

/** A file can't be read, or not any further; the message says why, for people. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
