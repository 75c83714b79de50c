package com.grow.outreach.application.port.out.access;

/** The identity provider can't be reached, or does not work as its configuration says. The same call may succeed later. */
public final class IdentityProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public IdentityProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
