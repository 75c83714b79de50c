package com.grow.outreach.application.port.out;

import org.jspecify.annotations.Nullable;

/** The storage can't be reached or is overloaded. A retry may succeed. */
public final class StorageUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
