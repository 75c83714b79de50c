package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.util.function.Function;

/** Reads all that is stored. */
public interface BookReader {

    /**
     * Runs work on the whole book as of one moment, however long it takes. Everything comes in the order in which it was
     * first stored, and nothing of it is kept in memory.
     *
     * @param work what to do; goes through each part of the book once, one part at a time, before it returns
     * @throws StorageUnavailableException if the storage can't be reached
     */
    <T> T read(Function<BookOfBusiness, T> work);
}
