package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.out.ImportContract;
import com.grow.outreach.application.port.out.InMemorySorter;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.book.BookAuditor;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JooqImportTest extends ImportContract {

    private static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());

    private static final Instant BEGUN = Instant.parse("2026-04-01T12:34:56.789012Z");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Override
    protected Storage emptyStorage() {
        DATABASE.clear();
        DATABASE.sql().execute("truncate imports, import_contents, import_rejects, events");
        return new Storage(DATABASE.transactions(), DATABASE::history);
    }

    @Test
    void interrupted_uploads_are_deleted_with_their_content_after_a_day() {
        emptyStorage();
        var uploads = ImportServices.uploads(
                DATABASE.transactions(),
                InstantSource.fixed(BEGUN),
                new Random(3),
                ImportLimits.USUAL,
                FreeSpace.UNKNOWN,
                (name, content, options) -> TestFile.of(ImportKind.COMPANIES, "id"));
        for (int i = 0; i < 2; i++) {
            var upload = uploads.begin(new ImportUploads.Announcement(ImportOptions.USUAL, false, 1, 1));
            upload.file("companies.csv");
            upload.append(new byte[] {1});
            if (i == 0) {
                upload.finish();
            }
        }

        sweep(BEGUN.plus(Retention.INCOMPLETE_UPLOADS).minusMillis(1));
        assertThat(DATABASE.sql().fetchCount(DSL.table("import_contents"))).isEqualTo(2);

        sweep(BEGUN.plus(Retention.INCOMPLETE_UPLOADS));
        assertThat(DATABASE.sql().fetchCount(DSL.table("import_contents"))).isEqualTo(1);
        assertThat(DATABASE.sql().fetchCount(DSL.table("imports"))).isEqualTo(1);
    }

    @Test
    void an_import_retries_a_chunk_after_a_deadlock() throws Exception {
        emptyStorage();
        var imports = ImportServices.files(
                DATABASE.transactions(), InstantSource.system(), new Random(3), FORMATS, new InMemorySorter());
        imports.run(new ImportFiles.Request(
                List.of(TestFile.of(ImportKind.COMPANIES, "id|name", "com_1|Acme", "com_2|Beta")), null, false));
        var changes = new ImportFiles.Request(
                List.of(TestFile.of(ImportKind.COMPANIES, "id|name", "com_1|Acme Inc", "com_2|Beta Inc")), null, false);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = DATABASE.sql().transactionResult(other -> {
                // PostgreSQL aborts the import, which detects the deadlock first.
                other.dsl().execute("set local deadlock_timeout = '1min'");
                other.dsl().execute("select from companies where public_id = 'com_2' for update");
                var importing = executor.submit(() -> imports.run(changes));
                DATABASE.awaitLockWaitOf(importing);
                other.dsl().execute("select from companies where public_id = 'com_1' for update");
                return importing;
            });

            assertThat(run.get().progress().counts().updated()).isEqualTo(2);
        }
    }

    @Test
    void a_rehearsal_sees_its_own_changes_and_blocks_no_other_transaction() {
        emptyStorage();
        DATABASE.fill(new TestBook().outreach("out_1"));
        var known = new OutreachId("out_1");
        DATABASE.transactions().<Boolean>rehearse(stored -> {
            var book = stored.book();
            var outreach = requireNonNull(book.outreaches().lock(List.of(known)).get(known));
            var personId = outreach.outreach().personId();
            var person = requireNonNull(book.people().lock(List.of(personId)).get(personId));
            var beth = new Person(
                    new PersonId("per_beth"), "Beth", null, person.value().companyId(), null, null, null);
            var renamed = new Person(personId, "Renamed", null, person.value().companyId(), null, null, null);
            book.people().add(List.of(new Created<>(beth, BEGUN)));
            book.people().replace(List.of(new Created<>(renamed, BEGUN)));
            var opened = Outreach.open(new OutreachId("out_2"), Channel.PHONE, beth.id());
            book.outreaches().add(List.of(new Entry(opened, BEGUN, List.of())));

            // This transaction would fail immediately if it had to wait.
            DATABASE.sql().transaction(other -> {
                other.dsl().execute("set local lock_timeout = 1");
                other.dsl().execute("select from people for update");
                other.dsl().execute("select from outreaches for update");
                other.dsl().execute("""
                        insert into people (public_id, name, company_id)
                        select 'per_beth', 'Another Beth', company_id from people
                        """);
            });

            var later = stored.book();
            assertThat(later.people().matching(NaturalKey.NAME, List.of("Renamed", "Beth")))
                    .isEqualTo(Map.of("Renamed", Set.of(personId), "Beth", Set.of(beth.id())));
            assertThat(later.people().lock(List.of(personId)).get(personId)).isEqualTo(new Created<>(renamed, BEGUN));
            assertThat(later.outreaches().ofPeople(List.of(beth.id())))
                    .isEqualTo(Map.of(beth.id(), Map.of(Channel.PHONE, Set.of(opened.id()))));
            return true;
        });
        assertThat(DATABASE.sql().fetch("select name from people where public_id <> 'per_beth'"))
                .extracting(row -> row.get(0, String.class))
                .doesNotContain("Renamed");
        assertThat(DATABASE.sql().fetchCount(DSL.table("outreaches"))).isEqualTo(1);
    }

    private static ImportRun running(String id) {
        return new ImportRun(
                new ImportId(id),
                List.of("x"),
                ImportRun.Status.RUNNING,
                false,
                ImportRun.DEFAULT_MAX_REJECTS,
                ImportProgress.START,
                null,
                BEGUN,
                null,
                null,
                List.of());
    }

    private static Optional<ImportRun> found(ImportRun run) {
        return DATABASE.transactions().read(stored -> stored.imports().find(run.id()));
    }

    private static void sweep(Instant at) {
        new Sweeper(DATABASE.sql(), InstantSource.fixed(at)).sweep();
    }

    @Test
    void ended_imports_are_deleted_after_their_retention() {
        emptyStorage();
        var imports = ImportServices.files(
                DATABASE.transactions(), InstantSource.fixed(BEGUN), new Random(4), FORMATS, new InMemorySorter());
        var rows = IntStream.range(0, Sweeper.BATCH_SIZE + 1).mapToObj(i -> "com_" + i + "|");
        var file = new TestFile(
                ImportKind.COMPANIES, Stream.concat(Stream.of("id|name"), rows).toList());
        var run = imports.run(new ImportFiles.Request(List.of(file), null, false));
        assertThat(run.progress().counts().rejected()).isEqualTo(Sweeper.BATCH_SIZE + 1);

        sweep(BEGUN.plus(Retention.FINISHED_IMPORTS).minusMillis(1));
        assertThat(found(run)).contains(run);
        assertThat(imports.rejects(run.id(), 0, 1)).hasSize(1);

        sweep(BEGUN.plus(Retention.FINISHED_IMPORTS));
        assertThat(found(run)).isEmpty();
        assertThat(DATABASE.sql().fetchCount(DSL.table("import_rejects"))).isZero();
    }

    @Test
    void an_abandoned_import_of_a_command_fails_and_an_upload_keeps_running() {
        emptyStorage();
        var ofCommand = running("imp_command");
        var upload = running("imp_upload");
        DATABASE.transactions().<Boolean>write(stored -> {
            stored.imports().add(ofCommand, "files");
            stored.imports().addUpload(upload, ImportOptions.USUAL);
            stored.imports().addContent(upload.id(), 0, 0, new byte[1]);
            stored.imports().save(ofCommand);
            return true;
        });
        DATABASE.sql().execute("update imports set touched_at = {0}", DSL.val(BEGUN));

        sweep(BEGUN.plus(Retention.INTERRUPTED_IMPORTS).minusMillis(1));
        assertThat(found(ofCommand)).contains(ofCommand);

        sweep(BEGUN.plus(Retention.INTERRUPTED_IMPORTS));
        assertThat(found(upload)).contains(upload);
        assertThat(found(ofCommand)).hasValueSatisfying(run -> {
            assertThat(run.status()).isEqualTo(ImportRun.Status.FAILED);
            assertThat(run.failure()).startsWith("it was interrupted");
            assertThat(run.finishedAt()).isNotNull();
        });
    }

    @Test
    void an_import_with_recent_progress_does_not_fail() {
        emptyStorage();
        var run = running("imp_1");
        DATABASE.transactions().<Boolean>write(stored -> {
            stored.imports().add(run, "files");
            return true;
        });
        DATABASE.sql().execute("update imports set touched_at = {0}", DSL.val(BEGUN));
        DATABASE.transactions().<Boolean>write(stored -> {
            stored.imports().save(run);
            return true;
        });

        sweep(BEGUN.plus(Retention.INTERRUPTED_IMPORTS));

        assertThat(found(run)).contains(run);
    }

    @Test
    void an_import_publishes_its_end_and_bulk_changes_and_is_consistent() {
        emptyStorage();
        var imports = ImportServices.files(
                DATABASE.transactions(), InstantSource.system(), new Random(2), FORMATS, new InMemorySorter());
        List<RecordSource> first = List.of(
                TestFile.of(ImportKind.COMPANIES, "id|name", "com_1|Acme"),
                TestFile.of(ImportKind.PEOPLE, "id|name|company_id", "per_1|Ann|com_1"),
                TestFile.of(ImportKind.SEQUENCES, "id|name", "seq_1|Welcome"),
                TestFile.of(ImportKind.OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready"));
        imports.run(new ImportFiles.Request(first, null, false));
        List<RecordSource> second =
                List.of(TestFile.of(ImportKind.OUTREACHES, "id|sequence_id|current_state", "out_1|seq_1|enrichment"));
        var run = imports.run(new ImportFiles.Request(second, null, false));

        assertThat(run.progress().counts().updated()).isEqualTo(1);
        assertThat(DATABASE.sql()
                        .fetch("select type::text from events order by id")
                        .getValues(0, String.class))
                .containsExactlyInAnyOrder(
                        "import_started",
                        "company_bulk_changed",
                        "person_bulk_changed",
                        "sequence_bulk_changed",
                        "outreach_bulk_changed",
                        "import_completed",
                        "import_started",
                        "outreach_bulk_changed",
                        "import_completed");
        var findings = new ArrayList<BookAuditor.Finding>();
        DATABASE.database().auditor().audit(10, findings::add);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.contradictions()).isZero());
    }
}
