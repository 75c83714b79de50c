package com.grow.outreach.application.port.out.file;

import org.jspecify.annotations.Nullable;

/** Signals that a file can't be read, or not to its end. The message is shown to users. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
        super(message);
    }

    public UnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
