package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ImportUploads;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.query.ImportProgress;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.domain.ImportId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

record ImportUploadsService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements ImportUploads {

    @Override
    public Upload begin(ImportOptions options, boolean dryRun) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var run = new ImportRun(
                ImportId.KIND.random(random),
                List.of(),
                ImportRun.Status.UPLOADING,
                dryRun,
                ImportProgress.START,
                null,
                now,
                null);
        return transactions.write(stored -> {
            stored.imports().addUpload(run, options);
            return new StoredUpload(run);
        });
    }

    @Override
    public Optional<ImportRun> find(ImportId id) {
        return transactions.read(stored -> stored.imports().find(id));
    }

    @Override
    public Optional<Page<Reject>> rejects(ImportId id, PageRequest page) {
        return transactions.read(stored -> stored.imports().find(id).map(run -> {
            var rejects = stored.imports().rejects(id, page.offset(), page.size());
            return new Page<>(rejects, page, stored.imports().rejectCount(id));
        }));
    }

    /** Keeps what comes in the storage, so that any node can import it. */
    private final class StoredUpload implements Upload {

        private final ImportRun run;
        private final List<String> names = new ArrayList<>();
        private int part;

        StoredUpload(ImportRun run) {
            this.run = run;
        }

        @Override
        public void file(String name) {
            names.add(name);
            part = 0;
        }

        @Override
        public void append(byte[] bytes) {
            transactions.<Boolean>write(stored -> {
                stored.imports().addContent(run.id(), names.size() - 1, part, bytes);
                return true;
            });
            part++;
        }

        @Override
        public ImportRun finish() {
            return transactions.write(stored -> {
                var begun = run.of(names);
                stored.imports().save(begun);
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
