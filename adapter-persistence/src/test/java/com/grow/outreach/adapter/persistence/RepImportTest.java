package com.grow.outreach.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.ImportRun.Status;
import com.grow.outreach.application.imports.OwnerPolicy;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.out.InMemorySorter;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.TestFile;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jooq.Record;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imports of a rep: they match and change only what the rep sees, and reveal nothing else. */
class RepImportTest {

    private static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());
    private static final UserId ANN = new UserId("usr_ann");
    private static final UserId BEA = new UserId("usr_bea");
    private static final UserId CID = new UserId("usr_cid");
    private static final Caller REP = new Caller(ANN, Role.REP, new Scope.OwnedBy(Set.of(ANN, BEA), true), false);
    private static final String CONTACTS = "person|email|company|domain|owner";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Random random = new Random(1);
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");

    @BeforeEach
    void fill() {
        DATABASE.sql().execute("truncate imports, import_contents, import_rejects");
        var cids = new Company(
                new CompanyId("com_cid"),
                "Cid Corp",
                CID,
                new Company.Profile("cid.com", Company.Profile.BLANK.fit(), List.of(), List.of(), null),
                Company.Enrichment.NEVER);
        DATABASE.fill(new TestBook()
                .user("usr_ann", "Ann")
                .user("usr_bea", "Bea")
                .user("usr_cid", "Cid")
                .company("com_ann", "Acme", "usr_ann")
                .company("com_none", "Nobody Inc", null)
                .company(cids, TestBook.START)
                .person("per_ann", "com_ann")
                .person(
                        new Person(
                                new PersonId("per_cid"),
                                "Carl",
                                null,
                                new CompanyId("com_cid"),
                                "carl@cid.com",
                                null,
                                null),
                        TestBook.START)
                .outreach("out_cid", "per_cid", Channel.EMAIL, OutreachState.NEW, "seq_1"));
    }

    private ImportRun run(ImportKind kind, String... lines) {
        return run(ContactOptions.DEFAULT, kind, lines);
    }

    private ImportRun run(ContactOptions options, ImportKind kind, String... lines) {
        now = now.plusSeconds(1);
        var request = new ImportFiles.Request(List.of(TestFile.of(kind, lines)), null, false, 1_000, options);
        return ImportServices.files(
                        DATABASE.transactions().within(REP),
                        InstantSource.fixed(now),
                        random,
                        FORMATS,
                        new InMemorySorter())
                .run(request);
    }

    private static List<String> reasons(ImportRun run) {
        return DATABASE
                .transactions()
                .<List<Reject>>read(stored -> stored.imports().rejects(run.id(), 0, 100))
                .stream()
                .map(reject -> reject.column() + ": " + reject.reason())
                .toList();
    }

    private static List<String> companies() {
        return DATABASE.sql().fetch("""
                        select c.name || ' ' || coalesce(c.domain, '-') || ' ' || coalesce(u.name, 'nobody')
                        from companies c left join users u on u.id = c.owner_id order by c.name, u.name
                        """).map(row -> row.get(0, String.class));
    }

    private static String foreign() {
        return DATABASE.sql().fetch("""
                        select (select string_agg(c::text, ',') from companies c where public_id = 'com_cid')
                          || (select string_agg(p::text, ',') from people p where public_id = 'per_cid')
                          || (select string_agg(o::text, ',') from outreaches o where public_id = 'out_cid')
                        """).map(Record::toString).toString();
    }

    @Test
    void the_rep_owns_new_companies_unless_the_file_names_a_teammate() {
        var run = run(
                ImportKind.CONTACTS,
                CONTACTS,
                "Dora|dora@new.com|New Inc|new.com|",
                "Emil|emil@bea.com|Beas Inc|bea.com|Bea");

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(companies()).contains("New Inc new.com Ann", "Beas Inc bea.com Bea");
    }

    @Test
    void rows_with_the_data_of_foreign_records_create_own_ones() {
        var before = foreign();

        var run = run(ImportKind.CONTACTS, CONTACTS, "Carl|carl@cid.com|Cid Corp|cid.com|");
        var again = run(ImportKind.CONTACTS, CONTACTS, "Carl|carl@cid.com|Cid Corp|cid.com|");

        assertThat(reasons(run)).isEmpty();
        assertThat(run.progress().counts().created()).isEqualTo(3);
        assertThat(again.progress().counts().created()).isZero();
        assertThat(companies()).contains("Cid Corp cid.com Ann", "Cid Corp cid.com Cid");
        assertThat(foreign()).isEqualTo(before);
    }

    @Test
    void a_company_that_was_handed_over_is_not_met_again() {
        run(ImportKind.CONTACTS, CONTACTS, "Dora|dora@new.com|New Inc|new.com|");
        DATABASE.sql().execute("""
                with cid as (select id from users where public_id = 'usr_cid'), handed_over as (
                  update companies set owner_id = (select id from cid) where name = 'New Inc' returning id
                )
                update outreaches set owner_id = (select id from cid) where company_id in (select id from handed_over)
                """);

        var run = run(ImportKind.CONTACTS, CONTACTS, "Dora|dora@new.com|New Inc|new.com|");

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(companies()).contains("New Inc new.com Ann", "New Inc new.com Cid");
    }

    @Test
    void a_foreign_owner_is_rejected_like_an_unknown_one_and_none_is_created() {
        var options = new ContactOptions(false, OwnerPolicy.CREATE);

        var run = run(
                options,
                ImportKind.CONTACTS,
                CONTACTS,
                "Dora|dora@new.com|New Inc|new.com|Cid",
                "Emil|emil@two.com|Two Inc|two.com|Zoe");

        assertThat(reasons(run))
                .containsExactly(
                        "owner: no user of your team has the id, email or name 'Cid'",
                        "owner: no user of your team has the id, email or name 'Zoe'");
        assertThat(DATABASE.sql().fetchCount(org.jooq.impl.DSL.table("users"))).isEqualTo(3);
    }

    @Test
    void an_id_of_a_foreign_record_is_rejected_like_an_unknown_one() {
        var companies = run(ImportKind.COMPANIES, "id|name", "com_cid|Taken", "com_zzz|Unknown", "com_ann|Acme Ltd");
        var people = run(
                ImportKind.PEOPLE,
                "id|name|company_id",
                "per_cid|Taken|com_ann",
                "per_zzz|Unknown|com_ann",
                "per_ann|Anna|com_cid",
                "per_ann|Anna|com_zzz");
        var outreaches = run(
                ImportKind.OUTREACHES,
                "id|channel|person_id",
                "out_cid|phone|per_ann",
                "out_zzz|phone|per_ann",
                "|phone|per_cid",
                "|phone|per_zzz");

        assertThat(reasons(companies))
                .containsExactly(
                        "id: 'com_cid' does not exist; leave out the id of a new record",
                        "id: 'com_zzz' does not exist; leave out the id of a new record");
        assertThat(reasons(people))
                .containsExactly(
                        "id: 'per_cid' does not exist; leave out the id of a new record",
                        "id: 'per_zzz' does not exist; leave out the id of a new record",
                        "company_id: 'com_cid' does not exist; import it first",
                        "company_id: 'com_zzz' does not exist; import it first");
        assertThat(reasons(outreaches))
                .containsExactly(
                        "id: 'out_cid' does not exist; leave out the id of a new record",
                        "id: 'out_zzz' does not exist; leave out the id of a new record",
                        "person_id: 'per_cid' does not exist; import it first",
                        "person_id: 'per_zzz' does not exist; import it first");
    }

    @Test
    void a_company_can_be_given_only_to_the_team() {
        var run = run(
                ImportKind.COMPANIES,
                "name|owner_id|domain",
                "One|usr_cid|one.com",
                "Two|usr_bea|two.com",
                "Six||six.com");

        assertThat(reasons(run))
                .containsExactly("owner_id: the owner is not in your team; expected a user of your team");
        assertThat(companies()).contains("Two two.com Bea", "Six six.com Ann");
    }

    @Test
    void files_that_only_managers_import_fail() {
        assertThat(run(ImportKind.USERS, "id|name", "usr_new|New").failure()).contains("your role can't import users");
        assertThat(run(ImportKind.SEQUENCES, "id|name", "seq_new|New").failure())
                .contains("your role can't import sequences");
        assertThat(run(ImportKind.TRANSITIONS, "outreach_id|from|to|at", "out_cid|new|starting|2026-01-01T00:00:00Z")
                        .failure())
                .contains("your role can't import transitions");
    }

    @Test
    void an_upload_runs_within_the_scope_that_its_creator_has_when_it_runs() {
        DATABASE.transactions().write(stored -> {
            stored.signIn().members().save(Member.invited(ANN, Role.REP, now));
            return true;
        });
        var first = upload("name|domain\nOne|one.com");
        var second = upload("name|domain\nTwo|two.com");

        task(first);
        DATABASE.transactions().write(stored -> {
            stored.signIn().members().save(Member.invited(ANN, Role.READER, now));
            return true;
        });
        task(second);

        assertThat(companies()).contains("One one.com Ann").noneMatch(company -> company.startsWith("Two"));
        assertThat(stored(first).status()).isEqualTo(Status.COMPLETED);
        assertThat(stored(second).failure())
                .isEqualTo("the user usr_ann, who created the import, may not run it any more");
    }

    private ImportRun upload(String text) {
        var upload = ImportServices.uploads(
                        DATABASE.transactions(),
                        InstantSource.fixed(now),
                        random,
                        ImportLimits.USUAL,
                        FreeSpace.UNKNOWN,
                        (name, content, options) -> TestFile.of(ImportKind.COMPANIES, "id"))
                .within(REP)
                .begin(new ImportUploads.Announcement(ImportOptions.USUAL, false, 10, text.length()));
        upload.file("companies");
        upload.append(text.getBytes(UTF_8));
        return upload.finish();
    }

    private void task(ImportRun run) {
        ImportServices.task(
                        DATABASE.transactions(),
                        InstantSource.fixed(now),
                        random,
                        (name, content, options) -> {
                            var text = new StringBuilder();
                            content.get().forEachRemaining(part -> text.append(new String(part, UTF_8)));
                            return new TestFile(
                                    ImportKind.COMPANIES,
                                    text.toString().lines().toList());
                        },
                        FORMATS,
                        Visibility.EVERYBODY,
                        new InMemorySorter())
                .run(run.id().value());
    }

    private static ImportRun stored(ImportRun run) {
        return DATABASE.transactions()
                .read(stored -> stored.imports().find(run.id()))
                .orElseThrow();
    }
}
