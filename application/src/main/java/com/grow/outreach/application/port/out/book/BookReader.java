package com.grow.outreach.application.port.out.book;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.util.function.Function;

/** Reads the whole storage. */
public interface BookReader {

    /**
     * Reads the whole book from one snapshot, in the order of storage and without keeping it in memory.
     *
     * @param work iterates over each part of the book once, one part at a time, before it returns
     * @throws StorageUnavailableException if the storage can't be reached
     */
    <T> T read(Function<BookOfBusiness, T> work);
}
