package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.ImportUseCases;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.contact.ContactFormats;
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
        return new ImportUseCases(
                new StopImportService(transactions, clock), new DeleteImportService(transactions, clock));
    }

    /**
     * Builds the use case that imports local files.
     *
     * @param transactions stores the import and its records
     * @param clock the time
     * @param random generates the ids of imports
     * @param formats the formats of contact data
     * @param sorter sorts contacts
     */
    public static ImportFiles files(
            Transactions transactions,
            InstantSource clock,
            RandomGenerator random,
            ContactFormats formats,
            RowSorter sorter) {
        return new ImportFilesService(transactions, clock, random, formats, sorter);
    }

    /**
     * Builds the use case that stores uploads for the {@link #task}.
     *
     * @param transactions stores the uploads
     * @param clock the time
     * @param random generates the ids of imports
     * @param limits the limits of an upload
     * @param space the disk that uploads are stored on
     * @param files parses the beginnings of files
     */
    public static ImportUploads uploads(
            Transactions transactions,
            InstantSource clock,
            RandomGenerator random,
            ImportLimits limits,
            FreeSpace space,
            RowFiles files) {
        return new ImportUploadsService(transactions, clock, random, limits, space, files);
    }

    /**
     * Builds the task that imports uploads, each within the scope of its creator. Its argument is the id of the import.
     *
     * @param transactions stores the uploads and their records
     * @param clock the time
     * @param random generates the ids of imports
     * @param files parses the uploads
     * @param formats the formats of contact data
     * @param unowned who sees companies without an owner
     * @param sorter sorts contacts
     */
    public static Task task(
            Transactions transactions,
            InstantSource clock,
            RandomGenerator random,
            RowFiles files,
            ContactFormats formats,
            Visibility unowned,
            RowSorter sorter) {
        return new ImportTask(
                new ImportFilesService(transactions, clock, random, formats, sorter), files, unowned, new Semaphore(1));
    }
}
