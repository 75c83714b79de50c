package com.grow.outreach.application.port.out.file;

/** The disk that uploads are stored on. */
@FunctionalInterface
public interface FreeSpace {

    /** A disk that nothing is known of, since it belongs to another machine. */
    FreeSpace UNKNOWN = () -> Long.MAX_VALUE;

    /** How many bytes uploads can take before too few are left for everything else; 0 or less if they can take none. */
    long bytes();
}
