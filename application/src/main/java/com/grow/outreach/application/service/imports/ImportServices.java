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
     * Builds the use cases of imports that have been uploaded.
     *
     * @param transactions stores the imports
     * @param clock the time
     */
    public static ImportUseCases over(Transactions transactions, InstantSource clock) {
        return new ImportUseCases(new StopImportService(transactions, clock), new DeleteImportService(transactions));
    }

    /**
     * Imports files that are at hand.
     *
     * @param transactions where to import to
     * @param clock what time it is
     * @param random where the randomness of ids comes from
     */
    public static ImportFiles files(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return new ImportFilesService(transactions, clock, random);
    }

    /**
     * Takes files to be imported by the {@link #task}.
     *
     * @param transactions where they are kept until then
     * @param clock what time it is
     * @param random where the randomness of ids comes from
     * @param limits what an upload can have
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
     * Imports files that have been taken; it is told the id of the import.
     *
     * @param transactions where they are, and where to import to
     * @param clock what time it is
     * @param random where the randomness of ids comes from
     * @param files what makes rows of them
     */
    public static Task task(Transactions transactions, InstantSource clock, RandomGenerator random, RowFiles files) {
        return new ImportTask(new ImportFilesService(transactions, clock, random), files, new Semaphore(1));
    }
}
