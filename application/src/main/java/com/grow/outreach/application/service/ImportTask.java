package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ImportFiles;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.RecordSource;
import com.grow.outreach.application.port.out.RowFiles;
import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.domain.ImportId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Imports the files of an upload. Begun anew after its node has died, it goes on where that one stopped.
 *
 * @param importing how
 * @param files what makes rows of the files
 */
record ImportTask(ImportFilesService importing, RowFiles files) implements Task {

    @Override
    public Optional<Instant> run(String id) {
        var importId = new ImportId(id);
        importing
                .transactions()
                .read(stored -> stored.imports().find(importId))
                .filter(run -> run.status() == ImportRun.Status.RUNNING)
                .ifPresent(run -> {
                    var options = importing
                            .transactions()
                            .read(stored -> stored.imports().options(importId));
                    importing.goOn(run, request(run, options));
                });
        importing.transactions().<Boolean>write(stored -> {
            stored.imports().deleteContent(importId);
            LookUps.resume(stored, importing.clock().instant());
            return true;
        });
        return Optional.empty();
    }

    private ImportFiles.Request request(ImportRun run, ImportOptions options) {
        var sources = new ArrayList<RecordSource>();
        for (int i = 0; i < run.files().size(); i++) {
            int file = i;
            sources.add(files.read(run.files().get(i), () -> new Parts(run.id(), file), options));
        }
        return new ImportFiles.Request(sources, options.knownBy(), run.dryRun());
    }

    /** The parts of a file, each read when it is its turn. */
    private final class Parts implements Iterator<byte[]> {

        private final ImportId id;
        private final int file;
        private int part;
        private byte @Nullable [] next;

        Parts(ImportId id, int file) {
            this.id = id;
            this.file = file;
            this.next = read();
        }

        private byte @Nullable [] read() {
            return importing
                    .transactions()
                    .read(stored -> stored.imports().content(id, file, part))
                    .orElse(null);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public byte[] next() {
            var current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            part++;
            next = read();
            return current;
        }
    }
}
