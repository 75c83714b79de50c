package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;

/** Fills a storage that holds nothing yet. */
public interface BookLoader {

    /**
     * Stores the whole book, or nothing of it if this throws. A storage that holds a user, company, person, sequence or
     * outreach is left as it is.
     *
     * @return whether the storage was empty, so that the book is in it now
     * @throws StorageUnavailableException if the storage can't be reached
     */
    boolean loadIfEmpty(BookOfBusiness book);
}
