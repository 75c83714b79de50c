package com.grow.outreach.adapter.persistence;

/** A database can't be used: it can't be reached, refuses the login, doesn't meet a requirement, or its schema isn't Grow's. */
public final class DatabaseOpenException extends Exception {

    private static final long serialVersionUID = 1;

    DatabaseOpenException(String message) {
        super(message);
    }

    DatabaseOpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
