package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.ImportUseCases;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RowFiles;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Builds the use cases and the task of imports. */
public final class ImportServices {

    private ImportServices() {}

    /**
     * Builds the use cases of uploaded imports.
     *
     * @param transactions stores the imports
     * @param clock the time
     */
    public static ImportUseCases over(Transactions transactions, InstantSource clock) {
        return new ImportUseCases(new StopImportService(transactions, clock), new DeleteImportService(transactions));
    }

    /**
     * Builds the use case that imports files of this machine.
     *
     * @param transactions stores the records
     * @param clock the time
     * @param random generates ids
     */
    public static ImportFiles files(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return new ImportFilesService(transactions, clock, random);
    }

    /**
     * Builds the use case that accepts uploads, which the {@link #task} imports.
     *
     * @param transactions stores the uploads
     * @param clock the time
     * @param random generates ids
     * @param limits the limits of uploads
     * @param space the disk that uploads are stored on
     */
    public static ImportUploads uploads(
            Transactions transactions,
            InstantSource clock,
            RandomGenerator random,
            ImportLimits limits,
            FreeSpace space) {
        return new ImportUploadsService(transactions, clock, random, limits, space);
    }

    /**
     * Builds the task that imports an upload. Its parameter is the id of the import.
     *
     * @param transactions stores the uploads and the records
     * @param clock the time
     * @param random generates ids
     * @param files parses the files
     */
    public static Task task(Transactions transactions, InstantSource clock, RandomGenerator random, RowFiles files) {
        return new ImportTask(new ImportFilesService(transactions, clock, random), files, new Semaphore(1));
    }
}
