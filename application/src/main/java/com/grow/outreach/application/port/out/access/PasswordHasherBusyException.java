package com.grow.outreach.application.port.out.access;

/** Too many password hashes are being computed. The same call may succeed a few seconds later. */
public final class PasswordHasherBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PasswordHasherBusyException() {
        super("too many passwords are being checked");
    }
}
