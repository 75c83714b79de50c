package com.grow.outreach.bootstrap;

import com.grow.outreach.application.port.out.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The free space of a disk, less a reserve for everything else that is written to it: a tenth of the disk, at most 1 GiB.
 *
 * @param path a directory on the disk
 */
record DiskSpace(Path path) implements FreeSpace {

    private static final long MOST_RESERVED = 1L << 30;
    private static final int PART_RESERVED = 10;

    @Override
    public long bytes() {
        try {
            var disk = Files.getFileStore(path);
            return disk.getUsableSpace() - Math.min(MOST_RESERVED, disk.getTotalSpace() / PART_RESERVED);
        } catch (IOException e) {
            // What can't be measured can still be written to, or says why not.
            return Long.MAX_VALUE;
        }
    }
}
