package com.grow.outreach.application.port.out;

import org.jspecify.annotations.Nullable;

/** The storage can't be reached or takes no more work right now; the same call may succeed later. */
public final class StorageUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StorageUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
