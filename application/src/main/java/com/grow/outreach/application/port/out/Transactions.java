package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.access.Caller;
import java.util.function.Function;

/**
 * Access to the storage. Repositories are available only through it, so that no write happens outside of a transaction
 * by accident.
 */
public interface Transactions {

    /**
     * Runs reads without a transaction, so each call of a repository sees its own snapshot.
     *
     * @param work the work, which must not use the repositories after it has returned
     * @throws StorageUnavailableException if the storage can't be reached
     */
    <T> T read(Function<Repositories, T> work);

    /**
     * Runs work in one transaction. Commits it when the work returns, and rolls it back when the work throws.
     *
     * @param work the work, which must not use the repositories after it has returned
     * @throws StorageUnavailableException if the storage can't be reached; if that happens during the commit, the
     *     changes may be stored nevertheless
     */
    <T> T write(Function<Repositories, T> work);

    /**
     * Runs work in one transaction that is always rolled back. The work sees its own changes. Changes of {@link
     * Repositories#book()} lock nothing, so no other transaction waits for them.
     *
     * @param work the work, which must not use the repositories after it has returned
     * @throws StorageUnavailableException if the storage can't be reached
     */
    <T> T rehearse(Function<Repositories, T> work);

    /**
     * Returns this storage for a caller; see {@link Repositories#within}. Everything that a caller requests must run
     * through it.
     */
    default Transactions within(Caller caller) {
        return new CallersTransactions(this, caller);
    }

    /** Returns a storage whose work runs in an open transaction, so that all of it is committed together. */
    static Transactions joining(Repositories open) {
        return new OpenTransaction(open);
    }
}
