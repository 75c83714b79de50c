package com.grow.outreach.application.port.out.file;

/** The disk that uploads are stored on. */
@FunctionalInterface
public interface FreeSpace {

    /** A disk of another machine, with unknown free space. */
    FreeSpace UNKNOWN = () -> Long.MAX_VALUE;

    /** Returns the number of bytes that uploads can use without filling the disk; 0 or less if they can use none. */
    long bytes();
}
