package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The uploaded files of an import.
 *
 * @param options the options of the upload
 * @param files parses the files
 * @param formats the formats of contact data
 */
record UploadedSources(ImportRun run, ImportOptions options, RowFiles files, ContactFormats formats)
        implements ImportSources {

    @Override
    public ImportPlan open(ChunkStore chunks) {
        var sources = new ArrayList<RecordSource>();
        for (int i = 0; i < run.files().size(); i++) {
            int file = i;
            sources.add(files.read(run.files().get(i), () -> new Parts(chunks, run.id(), file), options));
        }
        var request = new ImportFiles.Request(
                sources, options.keyColumn(), run.dryRun(), run.maxRejects(), options.contacts());
        return ImportPlan.of(request, formats);
    }

    /** The parts of a file; each one is loaded when the one before it has been returned. */
    private static final class Parts implements Iterator<byte[]> {

        private final ChunkStore chunks;
        private final ImportId id;
        private final int file;
        private int part;
        private byte @Nullable [] next;

        Parts(ChunkStore chunks, ImportId id, int file) {
            this.chunks = chunks;
            this.id = id;
            this.file = file;
            this.next = load();
        }

        private byte @Nullable [] load() {
            return chunks.content(id, file, part).orElse(null);
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
            next = load();
            return current;
        }
    }
}
