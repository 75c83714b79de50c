package com.grow.outreach.application.port.out;

import org.jspecify.annotations.Nullable;

/** A conflict with a concurrent transaction. Nothing is stored, and a retry may succeed. */
public final class StorageConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
