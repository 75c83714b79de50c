package com.grow.outreach.application.port.out.access;

import java.util.OptionalLong;

/** The changes of accounts, teams, tokens and sessions by all processes that share the storage. */
public interface AccessChanges {

    /** Changes that can't be noticed, so that every request reads the storage. */
    AccessChanges UNNOTICED = OptionalLong::empty;

    /**
     * Returns a number that is different after each change. Returns empty if the storage can't announce changes at the
     * moment, for example while there is no connection.
     */
    OptionalLong version();
}
