package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.ImportFiles;
import com.grow.outreach.application.port.out.BookAuditor;
import com.grow.outreach.application.port.out.ImportContract;
import com.grow.outreach.application.port.out.RecordSource;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.query.ImportKind;
import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.service.ImportServices;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JooqImportTest extends ImportContract {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Override
    protected Storage emptyStorage() {
        DATABASE.clear();
        DATABASE.sql().execute("truncate imports, import_contents, import_rejects, events");
        return new Storage(DATABASE.transactions(), DATABASE::history);
    }

    @Test
    void uploads_that_broke_off_are_swept_away_with_their_content_a_day_later() {
        emptyStorage();
        var uploads =
                ImportServices.uploads(DATABASE.transactions(), InstantSource.fixed(TestBook.START), new Random(3));
        for (int i = 0; i < 2; i++) {
            var upload = uploads.begin(ImportOptions.USUAL, false);
            upload.file("companies.csv");
            upload.append(new byte[] {1});
            if (i == 0) {
                upload.finish();
            }
        }

        new Sweeper(
                        DATABASE.sql(),
                        InstantSource.fixed(
                                TestBook.START.plus(Sweeper.UPLOAD_LIMIT).minusNanos(1000)))
                .sweep();
        assertThat(DATABASE.sql().fetchCount(DSL.table("import_contents"))).isEqualTo(2);

        new Sweeper(DATABASE.sql(), InstantSource.fixed(TestBook.START.plus(Sweeper.UPLOAD_LIMIT))).sweep();
        assertThat(DATABASE.sql().fetchCount(DSL.table("import_contents"))).isEqualTo(1);
        assertThat(DATABASE.sql().fetchCount(DSL.table("imports"))).isEqualTo(1);
    }

    @Test
    void an_import_makes_no_events_and_agrees_with_itself() {
        emptyStorage();
        var imports = ImportServices.over(DATABASE.transactions(), InstantSource.system(), new Random(2));
        List<RecordSource> first = List.of(
                TestFile.of(ImportKind.COMPANIES, "id|name", "com_1|Acme"),
                TestFile.of(ImportKind.PEOPLE, "id|name|company_id", "per_1|Ann|com_1"),
                TestFile.of(ImportKind.SEQUENCES, "id|name", "seq_1|Welcome"),
                TestFile.of(ImportKind.OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready"));
        imports.run(new ImportFiles.Request(first, null, false));
        List<RecordSource> second =
                List.of(TestFile.of(ImportKind.OUTREACHES, "id|sequence_id|current_state", "out_1|seq_1|enrichment"));
        var run = imports.run(new ImportFiles.Request(second, null, false));

        assertThat(run.progress().updated()).isEqualTo(1);
        assertThat(DATABASE.sql().fetchCount(DSL.table("events"))).isZero();
        var findings = new ArrayList<BookAuditor.Finding>();
        DATABASE.database().auditor().audit(10, findings::add);
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.contradictions()).isZero());
    }
}
