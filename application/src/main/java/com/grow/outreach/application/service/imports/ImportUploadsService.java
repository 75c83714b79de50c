package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

record ImportUploadsService(
        Transactions transactions,
        InstantSource clock,
        RandomGenerator random,
        ImportLimits limits,
        FreeSpace space,
        RowFiles files)
        implements ImportUploads {

    /** The number of uploaded bytes between two checks of the total size of uploads. */
    private static final long CHECK_INTERVAL = 16L << 20;

    @Override
    public ImportUploads within(Caller caller) {
        return new ImportUploadsService(transactions.within(caller), clock, random, limits, space, files);
    }

    @Override
    public Upload begin(Announcement announcement) {
        if (announcement.size() > limits.maxSize()) {
            throw new RefusedException(Refusal.TOO_LARGE);
        }
        requireSpace(announcement.size());
        return transactions.write(stored -> {
            if (stored.imports().queuedUploads() >= ImportLimits.MAX_QUEUED) {
                throw new RefusedException(Refusal.QUEUE_FULL);
            }
            requireRoom(stored, announcement.size());
            var run = begun(announcement, stored);
            stored.imports().addUpload(run, announcement.options());
            return new StoredUpload(run);
        });
    }

    private ImportRun begun(Announcement announcement, Repositories stored) {
        return new ImportRun(
                ImportId.KIND.random(random),
                List.of(),
                ImportRun.Status.UPLOADING,
                announcement.dryRun(),
                Math.min(announcement.maxRejects(), limits.maxRejects()),
                ImportProgress.START,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                stored.caller().user(),
                null,
                List.of());
    }

    private void requireSpace(long size) {
        if (space.bytes() - size <= 0) {
            throw new RefusedException(Refusal.DISK_FULL);
        }
    }

    private void requireRoom(Repositories stored, long size) {
        if (stored.imports().contentSize() + size > limits.maxSizeQueued()) {
            throw new RefusedException(Refusal.QUEUE_FULL);
        }
    }

    @Override
    public FilePreview preview(String name, byte[] beginning, ImportOptions options) {
        return files.read(name, () -> List.of(beginning).iterator(), options).preview();
    }

    @Override
    public Optional<ImportRun> find(ImportId id) {
        return transactions.read(stored -> stored.imports().find(id));
    }

    @Override
    public Page<ImportRun> list(PageRequest page) {
        return transactions.read(stored -> stored.imports().page(page));
    }

    @Override
    public Optional<Page<Reject>> rejects(ImportId id, PageRequest page) {
        return transactions.read(stored -> stored.imports().find(id).map(run -> {
            var rejects = stored.imports().rejects(id, page.offset(), page.size());
            long total = stored.imports().rejectCount(id) + stored.imports().warningCount(id);
            return new Page<>(rejects, page, total);
        }));
    }

    /** An upload that is stored in the database, so that any node can import it. */
    private final class StoredUpload implements Upload {

        private final ImportRun run;
        private final List<String> names = new ArrayList<>();
        private int part;
        private long size;
        private long unchecked;

        StoredUpload(ImportRun run) {
            this.run = run;
        }

        @Override
        public void file(String name) {
            if (names.size() == ImportLimits.MAX_FILES) {
                throw new RefusedException(Refusal.TOO_MANY_FILES);
            }
            names.add(name);
            part = 0;
        }

        @Override
        public void append(byte[] bytes) {
            size += bytes.length;
            unchecked += bytes.length;
            if (size > limits.maxSize()) {
                throw new RefusedException(Refusal.TOO_LARGE);
            }
            requireSpace(bytes.length);
            transactions.<Boolean>write(stored -> {
                if (unchecked >= CHECK_INTERVAL) {
                    requireRoom(stored, bytes.length);
                    unchecked = 0;
                }
                stored.imports().addContent(run.id(), names.size() - 1, part, bytes);
                return true;
            });
            part++;
        }

        @Override
        public ImportRun finish() {
            return transactions.write(stored -> {
                var uploaded = stored.imports().lock(run.id()).orElse(run.stopped(clock.instant()));
                if (uploaded.isFinished()) {
                    stored.imports().deleteContent(run.id());
                    return uploaded;
                }
                var begun = run.of(names);
                stored.imports().save(begun);
                stored.audit().record(ImportEntries.started(begun, stored.caller(), clock.instant()));
                stored.tasks().schedule(TaskKind.IMPORT, List.of(run.id().value()), clock.instant());
                return begun;
            });
        }

        @Override
        public void abandon() {
            transactions.<Boolean>write(stored -> {
                stored.imports().delete(run.id());
                return true;
            });
        }
    }
}
