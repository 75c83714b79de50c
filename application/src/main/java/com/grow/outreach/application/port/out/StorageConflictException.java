package com.grow.outreach.application.port.out;

import org.jspecify.annotations.Nullable;

/** Somebody else changed the same at the same moment; nothing is done, and the same work may succeed if done again. */
public final class StorageConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
