package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;

/** Fills an empty storage. */
public interface BookLoader {

    /**
     * Stores a whole book in one transaction. Changes nothing if the storage has a user, company, person, sequence or
     * outreach.
     *
     * @return whether the storage was empty and the book was stored
     * @throws StorageUnavailableException if the storage can't be reached
     */
    boolean loadIfEmpty(BookOfBusiness book);
}
