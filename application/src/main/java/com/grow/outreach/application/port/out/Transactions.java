package com.grow.outreach.application.port.out;

import java.util.function.Function;

/** Access to what is stored: the only way to a repository, so that no step is ever outside of a transaction by accident. */
public interface Transactions {

    /**
     * Runs work that reads once. There is no transaction around it, so each call to a repository sees its own moment.
     *
     * @param work what to do; the repositories are not to be used after it has returned
     * @throws StorageUnavailableException if the storage can't be reached
     */
    <T> T read(Function<Repositories, T> work);

    /**
     * Runs work in one transaction: all of it is stored when this returns, and nothing if the work or this throws.
     *
     * @param work what to do; the repositories are not to be used after it has returned
     * @throws StorageUnavailableException if the storage can't be reached; should that happen while the transaction
     *     ends, it may be stored all the same
     */
    <T> T write(Function<Repositories, T> work);
}
