package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.DiskSorter;
import com.grow.outreach.application.port.out.file.FreeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The free space of a disk minus a reserve for other files: a tenth of the disk, at most 1 GiB.
 *
 * @param path a directory on the disk
 */
record DiskSpace(Path path) implements FreeSpace {

    private static final long MAX_RESERVE = 1L << 30;
    private static final int RESERVED_FRACTION = 10;

    /** Returns a sorter that uses the disk of temporary files. */
    static DiskSorter sorter() {
        var directory = Path.of(System.getProperty("java.io.tmpdir"));
        return new DiskSorter(directory, new DiskSpace(directory));
    }

    @Override
    public long bytes() {
        try {
            var disk = Files.getFileStore(path);
            return disk.getUsableSpace() - Math.min(MAX_RESERVE, disk.getTotalSpace() / RESERVED_FRACTION);
        } catch (IOException e) {
            // Without a measurement, the write itself decides: it succeeds or reports its error.
            return Long.MAX_VALUE;
        }
    }
}
