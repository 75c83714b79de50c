package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.IMPORTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.IMPORT_CONTENTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.IMPORT_REJECTS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.md5;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.tables.records.ImportRejectsRecord;
import com.grow.outreach.adapter.persistence.jooq.tables.records.ImportsRecord;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.OwnerPolicy;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Creator;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;

/** The imports that a caller sees in PostgreSQL, within one transaction or read. */
public record JooqImportRepository(DSLContext dsl, Caller caller) implements ImportRepository {

    @Override
    public Optional<ImportRun> unfinished(String fingerprint) {
        return dsl.selectFrom(IMPORTS)
                .where(md5(IMPORTS.FINGERPRINT).eq(md5(val(fingerprint))))
                .and(IMPORTS.FINGERPRINT.eq(fingerprint))
                .and(visible())
                .and(IMPORTS.STATUS.eq(ImportRun.Status.RUNNING.value()))
                .orderBy(IMPORTS.ID.desc())
                .limit(1)
                .fetchOptional(JooqImportRepository::run);
    }

    @Override
    public Page<ImportRun> page(PageRequest page) {
        var latest = dsl.selectFrom(IMPORTS)
                .where(visible())
                .orderBy(IMPORTS.CREATED_AT.desc(), IMPORTS.PUBLIC_ID.desc())
                .offset(page.offset())
                .limit(page.size())
                .fetch(JooqImportRepository::run);
        return new Page<>(latest, page, dsl.fetchCount(IMPORTS, visible()));
    }

    private Condition is(ImportId id) {
        return IMPORTS.PUBLIC_ID.eq(id.value()).and(visible());
    }

    private Condition visible() {
        return new VisibleRows(caller.scope()).createdBy(IMPORTS.CREATED_BY);
    }

    @Override
    public Optional<ImportRun> find(ImportId id) {
        return dsl.selectFrom(IMPORTS).where(is(id)).fetchOptional(JooqImportRepository::run);
    }

    @Override
    public Optional<Creator> creator(ImportId id) {
        return dsl.select(IMPORTS.CREATED_BY, IMPORTS.CREATED_AS)
                .from(IMPORTS)
                .where(is(id))
                .and(IMPORTS.CREATED_BY.isNotNull())
                .fetchOptional(row -> new Creator(
                        new UserId(row.value1()), Role.parse(row.value2()).orElseThrow()));
    }

    @Override
    public Optional<ImportRun> lock(ImportId id) {
        return dsl.selectFrom(IMPORTS).where(is(id)).forNoKeyUpdate().fetchOptional(JooqImportRepository::run);
    }

    @Override
    public void add(ImportRun run, String fingerprint) {
        dsl.insertInto(IMPORTS).set(row(run, fingerprint)).execute();
    }

    @Override
    public void addUpload(ImportRun run, ImportOptions options) {
        // The id is the fingerprint, because no other import may have the same.
        var row = row(run, run.id().value());
        row.setKind(options.kind() == null ? null : options.kind().value());
        var theirs = List.copyOf(options.mapping().keySet());
        row.setMappedFrom(theirs.toArray(String[]::new));
        row.setMappedTo(theirs.stream().map(options.mapping()::get).toArray(String[]::new));
        row.setKnownBy(options.keyColumn());
        row.setEncoding(options.encoding());
        var layout = options.layout();
        row.setDelimiter(layout.delimiter() == null ? null : layout.delimiter().toString());
        row.setHeaderLine(layout.headerLine());
        row.setSheet(layout.sheet());
        row.setStrict(options.contacts().strict());
        row.setOwners(options.contacts().owners().value());
        dsl.insertInto(IMPORTS).set(row).execute();
    }

    private ImportsRecord row(ImportRun run, String fingerprint) {
        var row = new ImportsRecord();
        row.setPublicId(run.id().value());
        row.setFingerprint(fingerprint);
        row.setCreatedBy(caller.user() == null ? null : caller.user().value());
        row.setCreatedAs(caller.user() == null ? null : caller.role().value());
        row.setDryRun(run.dryRun());
        row.setCreatedAt(run.createdAt());
        fill(row, run);
        return row;
    }

    @Override
    public ImportOptions options(ImportId id) {
        return dsl.selectFrom(IMPORTS)
                .where(is(id))
                .fetchSingle(row -> new ImportOptions(
                        row.getKind() == null
                                ? null
                                : ImportKind.parse(row.getKind()).orElseThrow(),
                        mapping(row.getMappedFrom(), row.getMappedTo()),
                        row.getKnownBy(),
                        row.getEncoding(),
                        layout(row),
                        new ContactOptions(
                                row.getStrict(),
                                OwnerPolicy.parse(row.getOwners()).orElseThrow())));
    }

    private static FileLayout layout(ImportsRecord row) {
        var delimiter = row.getDelimiter();
        return new FileLayout(delimiter == null ? null : delimiter.charAt(0), row.getHeaderLine(), row.getSheet());
    }

    private static Map<String, String> mapping(String[] from, String[] to) {
        var mapping = new HashMap<String, String>();
        for (int i = 0; i < from.length; i++) {
            mapping.put(from[i], to[i]);
        }
        return mapping;
    }

    @Override
    public void addContent(ImportId id, int file, int part, byte[] bytes) {
        dsl.insertInto(IMPORT_CONTENTS)
                .set(IMPORT_CONTENTS.IMPORT_ID, field(key(id)))
                .set(IMPORT_CONTENTS.FILE, file)
                .set(IMPORT_CONTENTS.PART, part)
                .set(IMPORT_CONTENTS.CONTENT, bytes)
                .execute();
    }

    @Override
    public Optional<byte[]> content(ImportId id, int file, int part) {
        return dsl.select(IMPORT_CONTENTS.CONTENT)
                .from(IMPORT_CONTENTS)
                .where(IMPORT_CONTENTS.IMPORT_ID.eq(field(key(id))))
                .and(IMPORT_CONTENTS.FILE.eq(file))
                .and(IMPORT_CONTENTS.PART.eq(part))
                .fetchOptional(IMPORT_CONTENTS.CONTENT);
    }

    @Override
    public int queuedUploads() {
        return dsl.fetchCount(
                IMPORTS,
                IMPORTS.STATUS
                        .eq(ImportRun.Status.UPLOADING.value())
                        .or(IMPORTS.STATUS
                                .eq(ImportRun.Status.RUNNING.value())
                                .and(exists(selectOne()
                                        .from(IMPORT_CONTENTS)
                                        .where(IMPORT_CONTENTS.IMPORT_ID.eq(IMPORTS.ID))))));
    }

    @Override
    public long contentSize() {
        // {@code octet_length} does not read values that are stored out of line.
        return dsl.select(coalesce(
                        sum(field("octet_length({0})", Integer.class, IMPORT_CONTENTS.CONTENT)), BigDecimal.ZERO))
                .from(IMPORT_CONTENTS)
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    @Override
    public void deleteContent(ImportId id) {
        dsl.deleteFrom(IMPORT_CONTENTS)
                .where(IMPORT_CONTENTS.IMPORT_ID.eq(field(key(id))))
                .execute();
    }

    @Override
    public void delete(ImportId id) {
        // Imports of earlier versions can have millions of rejects.
        dsl.execute("set local statement_timeout = '10min'");
        dsl.deleteFrom(IMPORTS).where(is(id)).execute();
    }

    private Select<Record1<Long>> key(ImportId id) {
        return select(IMPORTS.ID).from(IMPORTS).where(is(id));
    }

    @Override
    public void save(ImportRun run) {
        var row = new ImportsRecord();
        fill(row, run);
        dsl.update(IMPORTS)
                .set(row)
                .set(IMPORTS.TOUCHED_AT, currentInstant())
                .where(is(run.id()))
                .execute();
    }

    private static void fill(ImportsRecord row, ImportRun run) {
        var progress = run.progress();
        row.setStatus(run.status().value());
        row.setMaxRejects(run.maxRejects());
        row.setFiles(run.files().toArray(String[]::new));
        row.setFile(progress.file());
        row.setReadCount(progress.read());
        row.setHistoryReadCount(progress.historyRead());
        fill(row, progress.counts());
        row.setFailure(run.failure());
        row.setFinishedAt(run.finishedAt());
        row.setIgnoredColumns(run.ignoredColumns().toArray(String[]::new));
    }

    private static void fill(ImportsRecord row, ImportCounts counts) {
        row.setRowCount(counts.read());
        row.setUnchangedCount(counts.unchanged());
        row.setRejectedCount(counts.rejected());
        row.setCreatedCount(counts.created());
        row.setUpdatedCount(counts.updated());
        row.setCreatedByKind(byKind(counts, ImportCounts.Changes::created));
        row.setUpdatedByKind(byKind(counts, ImportCounts.Changes::updated));
        row.setWarnedCount(counts.notes().warned());
        row.setMergedCount(counts.notes().merged());
        row.setIgnoredDomainCount(counts.notes().ignoredDomains());
        row.setPossibleDuplicateCount(counts.notes().possibleDuplicates());
    }

    private static Long[] byKind(ImportCounts counts, ToLongFunction<ImportCounts.Changes> count) {
        return ImportCounts.RECORDS.stream()
                .map(kind -> count.applyAsLong(counts.of(kind)))
                .toArray(Long[]::new);
    }

    private static ImportCounts counts(ImportsRecord row) {
        var byKind = new EnumMap<ImportKind, ImportCounts.Changes>(ImportKind.class);
        // Imports of earlier versions have none.
        for (int i = 0; i < row.getCreatedByKind().length; i++) {
            byKind.put(
                    ImportCounts.RECORDS.get(i),
                    new ImportCounts.Changes(row.getCreatedByKind()[i], row.getUpdatedByKind()[i]));
        }
        return new ImportCounts(
                row.getRowCount(),
                row.getUnchangedCount(),
                row.getRejectedCount(),
                new ImportCounts.Changes(row.getCreatedCount(), row.getUpdatedCount()),
                byKind,
                new ImportCounts.Notes(
                        row.getWarnedCount(),
                        row.getMergedCount(),
                        row.getIgnoredDomainCount(),
                        row.getPossibleDuplicateCount()));
    }

    private static ImportRun run(ImportsRecord row) {
        return new ImportRun(
                new ImportId(row.getPublicId()),
                List.of(row.getFiles()),
                ImportRun.Status.parse(row.getStatus()).orElseThrow(),
                row.getDryRun(),
                row.getMaxRejects(),
                new ImportProgress(row.getFile(), row.getReadCount(), row.getHistoryReadCount(), counts(row)),
                row.getFailure(),
                row.getCreatedAt(),
                row.getCreatedBy() == null ? null : new UserId(row.getCreatedBy()),
                row.getFinishedAt(),
                List.of(row.getIgnoredColumns()));
    }

    @Override
    public void reject(ImportId id, Collection<Reject> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        long key = dsl.fetchSingle(key(id)).value1();
        long count = dsl.select(coalesce(max(IMPORT_REJECTS.N), 0L))
                .from(IMPORT_REJECTS)
                .where(IMPORT_REJECTS.IMPORT_ID.eq(key))
                .fetchSingle()
                .value1();
        dsl.connection(connection -> {
            try (var out = new CopyRows(
                    connection, "import_rejects (import_id, n, file, line, column_name, value, reason, warning)")) {
                long n = count;
                for (var reject : rejects) {
                    out.write(CopyRows.columns(
                            key,
                            ++n,
                            reject.file(),
                            reject.line(),
                            reject.column(),
                            reject.value(),
                            reject.reason(),
                            reject.warning()));
                }
            }
        });
    }

    @Override
    public void sortRejects(ImportId id) {
        long key = dsl.fetchSingle(key(id)).value1();
        // Two steps, because the numbers are unique at any time.
        dsl.execute("""
                update import_rejects set n = -sorted.place
                from (
                  select n, row_number() over (order by first, line, n) place
                  from (
                    select n, line, min(n) over (partition by file) first from import_rejects where import_id = {0}
                  ) numbered
                ) sorted
                where import_id = {0} and import_rejects.n = sorted.n and sorted.n <> sorted.place
                """, val(key));
        dsl.execute("update import_rejects set n = -n where import_id = {0} and n < 0", val(key));
    }

    @Override
    public List<Reject> rejects(ImportId id, long offset, int limit) {
        return dsl.selectFrom(IMPORT_REJECTS)
                .where(IMPORT_REJECTS.IMPORT_ID.eq(field(key(id))))
                .and(IMPORT_REJECTS.N.gt(offset))
                .orderBy(IMPORT_REJECTS.N)
                .limit(limit)
                .fetch(JooqImportRepository::reject);
    }

    @Override
    public long rejectCount(ImportId id) {
        return count(id, false);
    }

    @Override
    public long warningCount(ImportId id) {
        return count(id, true);
    }

    private long count(ImportId id, boolean warnings) {
        return dsl.fetchCount(
                IMPORT_REJECTS, IMPORT_REJECTS.IMPORT_ID.eq(field(key(id))).and(IMPORT_REJECTS.WARNING.eq(warnings)));
    }

    private static Reject reject(ImportRejectsRecord row) {
        return new Reject(
                row.getFile(), row.getLine(), row.getColumnName(), row.getValue(), row.getReason(), row.getWarning());
    }
}
