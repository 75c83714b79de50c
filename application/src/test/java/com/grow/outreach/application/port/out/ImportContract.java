package com.grow.outreach.application.port.out;

import static com.grow.outreach.application.imports.ImportKind.COMPANIES;
import static com.grow.outreach.application.imports.ImportKind.CONTACTS;
import static com.grow.outreach.application.imports.ImportKind.OUTREACHES;
import static com.grow.outreach.application.imports.ImportKind.PEOPLE;
import static com.grow.outreach.application.imports.ImportKind.SEQUENCES;
import static com.grow.outreach.application.imports.ImportKind.TRANSITIONS;
import static com.grow.outreach.application.imports.ImportKind.USERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.ImportRun.Status;
import com.grow.outreach.application.imports.OwnerPolicy;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.imports.DeleteImport;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.application.port.in.imports.StopImport;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of imports on every storage. The test of each storage extends this class. */
public abstract class ImportContract {

    static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());

    static final RowSorter SORTER = new InMemorySorter();

    private static final Instant NOW = Instant.parse("2026-04-01T12:34:56.789012Z");

    private final Random random = new Random(1);
    private Storage storage;

    /**
     * A storage.
     *
     * @param transactions accesses the storage
     * @param history returns the history of an outreach, oldest first
     */
    public record Storage(Transactions transactions, Function<OutreachId, List<Transition>> history) {}

    /** Returns an empty storage. */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void begin() {
        storage = emptyStorage();
    }

    private ImportFiles imports() {
        return ImportServices.files(storage.transactions(), InstantSource.fixed(NOW), random, FORMATS, SORTER);
    }

    private ImportRun run(RecordSource... files) {
        return imports().run(new ImportFiles.Request(List.of(files), null, false));
    }

    private List<Reject> rejects(ImportRun run) {
        return imports().rejects(run.id(), 0, 100);
    }

    private void assertThatAllIsImported(RecordSource... files) {
        var run = run(files);
        assertThat(rejects(run)).isEmpty();
        assertThat(run.status()).isEqualTo(Status.COMPLETED);
    }

    private static List<Long> counts(ImportRun run) {
        var counts = run.progress().counts();
        return List.of(counts.created(), counts.updated(), counts.unchanged(), counts.rejected());
    }

    private @Nullable Company company(String id) {
        var companyId = new CompanyId(id);
        return storage.transactions()
                .read(stored -> stored.companies().findAll(List.of(companyId)))
                .get(companyId);
    }

    private @Nullable Person person(String id) {
        var personId = new PersonId(id);
        return storage.transactions()
                .read(stored -> stored.people().findAll(List.of(personId)))
                .get(personId);
    }

    private @Nullable Outreach outreach(String id) {
        return storage.transactions()
                .read(stored -> stored.outreaches().find(new OutreachId(id)))
                .orElse(null);
    }

    private List<Outreach> outreaches(OutreachFilter filter) {
        return storage.transactions()
                .read(stored -> stored.outreaches()
                        .page(new OutreachQuery(filter, OutreachSort.NEWEST_FIRST, PageRequest.first())))
                .items();
    }

    private static OutreachFilter ofOwner(String id) {
        return new OutreachFilter(null, null, null, null, null, new UserId(id));
    }

    private static final TestFile A_COMPANY = TestFile.of(COMPANIES, "id|name", "com_1|Acme");
    private static final TestFile A_PERSON = TestFile.of(PEOPLE, "id|name|company_id", "per_1|Ann|com_1");

    @Test
    void imports_files_with_all_columns_in_the_order_of_their_references() {
        assertThatAllIsImported(
                TestFile.of(
                        TRANSITIONS,
                        "outreach_id|sort_key|from_state|to_state|created_at|actor|reason|metadata",
                        "out_1|10|new|starting|2026-03-02T09:00:00Z|usr_1|go|{\"a\": 1}",
                        "out_1|20|starting|waiting|2026-03-03T09:00:00Z|||"),
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id|sequence_id|current_state|created_at",
                        "out_1|email|per_1|seq_1|waiting|2026-03-01T09:00:00Z"),
                TestFile.of(
                        PEOPLE,
                        "id|name|title|company_id|email|phone|linkedin_url|opt_outs|created_at",
                        "per_1|Ann|CTO|com_1|ann@acme.com|+1 555|https://www.linkedin.com/in/ann|phone;linkedin|2026-02-01"),
                TestFile.of(
                        COMPANIES,
                        "id|name|domain|owner_id|fit|segments|countries|overall_score|enrichment_status|last_enriched_at|created_at",
                        "com_1|Acme|acme.com|usr_1|true|SaaS;R\\;D|US;DE|77|completed|2026-01-02T00:00:00Z|2026-01-01"),
                TestFile.of(SEQUENCES, "id|name", "seq_1|Welcome"),
                TestFile.of(USERS, "id|name|email", "usr_1|Uma|uma@grow.example"));

        assertThat(company("com_1"))
                .extracting(
                        Company::ownerId,
                        company -> company.profile().fit(),
                        company -> company.profile().segments())
                .containsExactly(new UserId("usr_1"), Fit.YES, List.of("SaaS", "R;D"));
        assertThat(requireNonNull(person("per_1")).optOuts())
                .containsExactlyInAnyOrder(Channel.PHONE, Channel.LINKEDIN);
        assertThat(requireNonNull(outreach("out_1")).currentState()).isEqualTo(OutreachState.WAITING);
        assertThat(storage.history().apply(new OutreachId("out_1")))
                .extracting(
                        Transition::sortKey,
                        Transition::toState,
                        move -> move.cause().reason())
                .containsExactly(tuple(10, OutreachState.STARTING, "go"), tuple(20, OutreachState.WAITING, null));
        assertThat(outreaches(ofOwner("usr_1"))).hasSize(1);
    }

    @Test
    void importing_the_same_files_again_changes_nothing() {
        RecordSource[] files = {
            A_COMPANY,
            A_PERSON,
            TestFile.of(OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready"),
            TestFile.of(USERS, "name|email", "Uma|uma@grow.example")
        };
        assertThat(counts(run(files))).containsExactly(4L, 0L, 0L, 0L);

        assertThat(counts(run(files))).containsExactly(0L, 0L, 4L, 0L);
    }

    @Test
    void counts_each_row_even_if_a_later_one_overwrites_it() {
        RecordSource[] files = {
            TestFile.of(USERS, "name|email", "Uma|u@grow.example", "Una|u@grow.example"),
            TestFile.of(CONTACTS, "person|email|company", "Ann|a@acme.example|Acme", "Anna|A@acme.example|Acme")
        };
        assertThat(counts(run(files))).containsExactly(4L, 0L, 1L, 0L);

        assertThat(counts(run(files))).containsExactly(0L, 0L, 4L, 0L);
    }

    @Test
    void changes_only_the_columns_that_a_file_has() {
        assertThatAllIsImported(
                TestFile.of(COMPANIES, "id|name|domain|overall_score", "com_1|Acme|acme.com|7", "com_2|Beta||"));

        var run = run(TestFile.of(COMPANIES, "id|overall_score", "com_1|8", "com_2|", "com_3|1"));

        assertThat(counts(run)).containsExactly(0L, 1L, 1L, 1L);
        assertThat(requireNonNull(company("com_1")).profile())
                .extracting(Company.Profile::domain, Company.Profile::overallScore)
                .containsExactly("acme.com", 8);
        assertThat(rejects(run)).extracting(Reject::line, Reject::column).containsExactly(tuple(4L, "name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "com_1|Acme||||x -> overall_score",
                "com_1|Acme||||101 -> overall_score",
                "com_1|||||1 -> name",
                "per_1|Acme||||1 -> id",
                "com_1|Acme|acme|||1 -> domain",
                "com_1|Acme||usr_9||1 -> owner_id",
                "com_1|Acme||per_1||1 -> owner_id",
                "com_1|Acme|||maybe|1 -> fit",
                "|Acme||||1 -> domain"
            })
    void rejects_an_invalid_row_with_its_line_and_column(String row, String column) {
        var run = run(TestFile.of(
                COMPANIES, "id|name|domain|owner_id|fit|overall_score", "com_8|Good||||1", row, "com_9|Fine||||2"));

        assertThat(counts(run)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(rejects(run))
                .extracting(Reject::file, Reject::line, Reject::column)
                .containsExactly(tuple("companies", 3L, column));
        assertThat(company("com_9")).isNotNull();
    }

    @Test
    void keeps_the_ignored_columns_and_the_rejects_in_line_order() {
        var run = run(TestFile.of(
                COMPANIES, "id|name|owner_id|city", "com_1|Acme|usr_none|Ulm", "com_2||usr_none|Bonn", "com_3|||"));

        assertThat(run.ignoredColumns()).containsExactly("city");
        var stored = storage.transactions()
                .read(repositories -> repositories.imports().find(run.id()))
                .orElseThrow();
        assertThat(stored.ignoredColumns()).containsExactly("city");
        assertThat(rejects(run)).extracting(Reject::line).isSorted().contains(2L, 3L, 4L);
    }

    @Test
    void rejects_characters_that_can_not_be_stored_in_any_column() {
        var run = run(
                TestFile.of(COMPANIES, "id|name", "com_1|A\0b", "com_2|half \uD83D", "broken \0", "com_3\0|Gamma"),
                TestFile.of(USERS, "email|name", "u\0@x.example|Uma"),
                TestFile.of(COMPANIES, "domain|name|overall_score", "a\0.example|Acme|7", "b.example|Beta|7\0"),
                TestFile.of(CONTACTS, "person|email|company|owner", "Ann|ann@x.example|Acme|\0"),
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id|current_state",
                        "out_1|email|per_1|ready\0",
                        "|em\0ail|per\0|"));

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(counts(run)).containsExactly(0L, 0L, 0L, 10L);
        assertThat(rejects(run))
                .hasSize(11)
                .allSatisfy(reject -> assertThat(reject.reason()).doesNotContain("\0"));
    }

    @Test
    void rejects_a_list_once_for_any_number_of_invalid_elements() {
        var run = run(TestFile.of(
                COMPANIES,
                "id|name|countries|segments",
                "com_1|Acme|US" + ";xx".repeat(1_000) + "|" + "s;".repeat(21)));

        assertThat(counts(run)).containsExactly(0L, 0L, 0L, 1L);
        assertThat(rejects(run)).extracting(Reject::column).containsExactlyInAnyOrder("countries", "segments");
    }

    @Test
    void the_last_row_for_the_same_record_wins() {
        var run = run(TestFile.of(COMPANIES, "id|name", "com_1|Acme", "com_1|Acme Inc"));

        assertThat(requireNonNull(company("com_1")).name()).isEqualTo("Acme Inc");
        assertThat(run.progress().counts().created()).isEqualTo(1);
    }

    @Test
    void rows_without_an_id_match_by_their_natural_key() {
        assertThatAllIsImported(TestFile.of(COMPANIES, "id|name|domain", "com_1|Acme|acme.com"));

        var run = run(TestFile.of(COMPANIES, "name|domain", "Acme Inc|ACME.com", "Beta|beta.example"));

        assertThat(counts(run)).containsExactly(1L, 1L, 0L, 0L);
        assertThat(requireNonNull(company("com_1")).name()).isEqualTo("Acme Inc");
    }

    @Test
    void natural_keys_match_in_any_case_and_without_surrounding_blanks() {
        var run = run(
                TestFile.of(
                        USERS, "name|email", "Uma|Uma@grow.example", "Una|\u00A0uma@GROW.example", "Ugo|ugo@x.example"),
                TestFile.of(COMPANIES, "id|name|domain", "com_1|Acme|ACME.com"));
        assertThat(counts(run)).containsExactly(3L, 0L, 1L, 0L);

        assertThat(counts(run(
                        TestFile.of(USERS, "name|email", "Ugo|UGO@x.example"),
                        TestFile.of(COMPANIES, "name|domain|overall_score", "Acme|acme.com\uFEFF|7"),
                        TestFile.of(CONTACTS, "person|company|domain", "Ann|Acme|https://www.Acme.COM/us"))))
                .containsExactly(1L, 2L, 0L, 0L);
        assertThat(requireNonNull(company("com_1")).profile())
                .extracting(Company.Profile::domain, Company.Profile::overallScore)
                .containsExactly("acme.com", 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann.Berg@ACME.example",
                "\u0130pek@x.example",
                "I\u0307pek@x.example",
                "\u03A3\u0391\u03A3@x.example",
                "stra\u1E9Ee@x.example",
                "\u01C4\u01C5@x.example",
                "\u212Aelvin@x.example",
                "\uD801\uDC00@x.example",
                "\uFF21\u0410\u00C4@x.example"
            })
    void the_storage_normalizes_natural_keys_like_the_domain(String email) {
        assertThatAllIsImported(TestFile.of(USERS, "id|name|email", "usr_1| %s  X |%s".formatted(email, email)));
        var name = NaturalKey.FOLDED_NAME.normalized(email + " x");
        var normalized = NaturalKey.EMAIL.normalized(email);

        var matches = storage.transactions()
                .write(stored -> stored.book().users().matching(NaturalKey.EMAIL, Set.of(normalized)));

        assertThat(matches).isEqualTo(Map.of(normalized, Set.of(new UserId("usr_1"))));
        var byName = storage.transactions()
                .write(stored -> stored.book().users().matching(NaturalKey.FOLDED_NAME, Set.of(name)));
        assertThat(byName).isEqualTo(Map.of(name, Set.of(new UserId("usr_1"))));
    }

    @Test
    void natural_keys_match_what_earlier_rows_created_and_changed() {
        assertThatAllIsImported(TestFile.of(COMPANIES, "id|name|domain", "com_1|One|one.example"));

        var run = run(TestFile.of(
                COMPANIES,
                "id|name|domain",
                "com_2|Two|two.example",
                "|Two Ltd|two.example",
                "com_1|One|uno.example",
                "|Uno|uno.example",
                "com_3|Three|two.example",
                "|Which|two.example",
                "|New|one.example"));

        assertThat(counts(run)).containsExactly(3L, 1L, 2L, 1L);
        assertThat(rejects(run)).extracting(Reject::line, Reject::column).containsExactly(tuple(7L, "domain"));
        assertThat(requireNonNull(company("com_2")).name()).isEqualTo("Two Ltd");
        assertThat(requireNonNull(company("com_1")).name()).isEqualTo("Uno");
    }

    @Test
    void an_outreach_without_an_id_matches_by_person_and_channel() {
        assertThatAllIsImported(
                A_COMPANY,
                A_PERSON,
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id",
                        "out_1|email|per_1",
                        "out_2|phone|per_1",
                        "out_3|phone|per_1"));
        var file = TestFile.of(
                OUTREACHES,
                "id|channel|person_id|current_state",
                "|email|per_1|enrichment",
                "|phone|per_1|enrichment",
                "|linkedin|per_1|enrichment",
                "|linkedin|per_1|ready",
                "|email||");

        var run = run(file);

        assertThat(counts(run)).containsExactly(1L, 1L, 1L, 2L);
        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column)
                .containsExactly(tuple(3L, "id"), tuple(6L, "person_id"));
        assertThat(requireNonNull(outreach("out_1")).currentState()).isEqualTo(OutreachState.ENRICHMENT);
        assertThat(outreaches(new OutreachFilter(null, new PersonId("per_1"), null, null, null, null)))
                .hasSize(4);
    }

    @Test
    void a_requested_key_takes_precedence_over_the_id() {
        assertThatAllIsImported(TestFile.of(COMPANIES, "id|name", "com_1|Acme"));

        imports()
                .run(new ImportFiles.Request(
                        List.of(TestFile.of(COMPANIES, "id|name|domain", "com_7|Acme|acme.com")), "name", false));

        assertThat(requireNonNull(company("com_1")).profile().domain()).isEqualTo("acme.com");
        assertThat(company("com_7")).isNull();
        assertThatThrownBy(() -> imports().run(new ImportFiles.Request(List.of(A_COMPANY), "phone", false)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("domain or name");
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportKind.class,
            names = {"CONTACTS", "OUTREACHES", "TRANSITIONS"})
    void rejects_a_key_for_kinds_without_natural_keys(ImportKind kind) {
        List<RecordSource> files = List.of(TestFile.of(kind, "id", "x"));

        assertThatThrownBy(() -> imports().run(new ImportFiles.Request(files, "name", false)))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("can't be matched by the key 'name'");
    }

    @Test
    void outreaches_follow_people_to_companies_and_companies_to_owners() {
        assertThatAllIsImported(
                TestFile.of(USERS, "id|name|email", "usr_1|Uma|uma@g.example", "usr_2|Ugo|ugo@g.example"),
                TestFile.of(COMPANIES, "id|name|owner_id", "com_1|Acme|usr_1", "com_2|Beta|usr_1", "com_3|Ceta|"),
                TestFile.of(PEOPLE, "id|name|company_id", "per_1|Ann|com_1", "per_2|Bob|com_2"),
                TestFile.of(OUTREACHES, "id|channel|person_id", "out_1|email|per_1", "out_2|email|per_2"));

        assertThatAllIsImported(
                TestFile.of(COMPANIES, "id|owner_id", "com_2|usr_2"),
                TestFile.of(PEOPLE, "id|company_id", "per_1|com_3"));

        assertThat(outreaches(ofOwner("usr_1"))).isEmpty();
        assertThat(outreaches(ofOwner("usr_2"))).extracting(Outreach::id).containsExactly(new OutreachId("out_2"));
        assertThat(outreaches(new OutreachFilter(null, null, new CompanyId("com_3"), null, null, null)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"starting, 1", "enrichment, 1", "not_available, 1", "waiting, 2", "ready, 2", "new, 0"})
    void an_outreach_without_a_history_gets_the_shortest_one_to_its_state(String state, int moves) {
        assertThatAllIsImported(
                A_COMPANY,
                A_PERSON,
                TestFile.of(OUTREACHES, "id|channel|person_id|current_state", "out_1|phone|per_1|" + state));

        var history = storage.history().apply(new OutreachId("out_1"));
        assertThat(history)
                .hasSize(moves)
                .allSatisfy(move -> assertThat(move.cause().reason()).isEqualTo("imported"))
                .allSatisfy(move -> assertThat(move.fromState().canTransitionTo(move.toState()))
                        .isTrue());
        assertThat(requireNonNull(outreach("out_1")).currentState().value()).isEqualTo(state);
        assertThat(requireNonNull(outreach("out_1")).lastSortKey()).isEqualTo(10 * moves);
    }

    @Test
    void an_existing_outreach_moves_only_by_the_rules() {
        assertThatAllIsImported(
                A_COMPANY,
                TestFile.of(PEOPLE, "id|name|company_id|opt_outs", "per_1|Ann|com_1|phone"),
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id|current_state",
                        "out_1|email|per_1|ready",
                        "out_2|email|per_1|ready",
                        "out_3|phone|per_1|ready"));

        var run = run(TestFile.of(
                OUTREACHES,
                "id|channel|person_id|current_state",
                "out_1|email|per_1|enrichment",
                "out_2|email|per_1|waiting",
                "out_3|phone|per_1|enrichment",
                "out_3|email|per_1|ready"));

        assertThat(counts(run)).containsExactly(0L, 1L, 0L, 3L);
        assertThat(requireNonNull(outreach("out_1")).currentState()).isEqualTo(OutreachState.ENRICHMENT);
        assertThat(rejects(run))
                .extracting(Reject::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("'ready' to 'waiting'"),
                        reason -> assertThat(reason).contains("opted_out"),
                        reason -> assertThat(reason).contains("can't change"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "out_1|10|new|ready -> cannot transition",
                "out_1|10|new|new -> cannot transition",
                "out_1|10|waiting|ready -> it begins in 'waiting'",
                "out_1|10|new|starting -> its history ends in 'starting'",
                "out_1|10|new|lost -> expected new, starting",
                "out_1|x|new|enrichment -> expected a whole number",
                "out_1|10|new| -> is missing"
            })
    void rejects_an_impossible_history_with_its_outreach(String move, String reason) {
        var run = run(
                A_COMPANY,
                A_PERSON,
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id|current_state",
                        "out_1|email|per_1|enrichment",
                        "out_2|email|per_1|starting"),
                TestFile.of(TRANSITIONS, "outreach_id|sort_key|from_state|to_state", move, "out_2|10|new|starting"));

        assertThat(outreach("out_1")).isNull();
        assertThat(outreach("out_2")).isNotNull();
        assertThat(run.progress().counts().rejected()).isEqualTo(2);
        assertThat(rejects(run))
                .anySatisfy(reject -> assertThat(reject.reason()).contains(reason));
    }

    @Test
    void histories_slightly_out_of_order_find_their_outreaches() {
        assertThatAllIsImported(
                A_COMPANY,
                A_PERSON,
                TestFile.of(
                        OUTREACHES,
                        "id|channel|person_id|current_state",
                        "out_1|email|per_1|starting",
                        "out_2|email|per_1|new",
                        "out_3|email|per_1|enrichment"),
                TestFile.of(
                        TRANSITIONS, "outreach_id|from_state|to_state", "out_3|new|enrichment", "out_1|new|starting"));
    }

    @Test
    void histories_without_outreaches_continue_the_existing_ones() {
        assertThatAllIsImported(
                A_COMPANY, A_PERSON, TestFile.of(OUTREACHES, "id|channel|person_id", "out_1|email|per_1"));
        var moves = TestFile.of(
                TRANSITIONS,
                "outreach_id|sort_key|from_state|to_state|created_at",
                "out_1|10|new|starting|2026-03-02",
                "out_1|20|starting|waiting|2026-03-03",
                "out_9|10|new|starting|2026-03-03",
                "|10|new|starting|2026-03-03");

        var run = run(moves);

        assertThat(requireNonNull(outreach("out_1")).currentState()).isEqualTo(OutreachState.WAITING);
        assertThat(rejects(run)).extracting(Reject::line).containsExactly(4L, 5L);
        assertThat(counts(run(moves))).containsExactly(0L, 0L, 1L, 2L);
        assertThat(counts(run(TestFile.of(
                        TRANSITIONS,
                        "outreach_id|sort_key|from_state|to_state|created_at",
                        "out_1|20|starting|not_available|2026-03-03"))))
                .containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void importing_histories_without_sort_keys_and_from_states_again_changes_nothing() {
        RecordSource[] files = {
            A_COMPANY,
            A_PERSON,
            TestFile.of(OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready"),
            TestFile.of(
                    TRANSITIONS,
                    "outreach_id|to_state",
                    "out_1|enrichment",
                    "out_1|ready",
                    "out_1|enrichment",
                    "out_1|ready")
        };
        assertThat(counts(run(files))).containsExactly(3L, 0L, 0L, 0L);

        assertThat(counts(run(files))).containsExactly(0L, 0L, 3L, 0L);

        var moves = TestFile.of(
                TRANSITIONS,
                "outreach_id|sort_key|to_state",
                "out_1|30|enrichment",
                "out_1|40|ready",
                "out_1|50|not_available");
        assertThat(counts(run(moves))).containsExactly(0L, 1L, 0L, 0L);
        assertThat(counts(run(moves))).containsExactly(0L, 0L, 1L, 0L);
        assertThat(storage.history().apply(new OutreachId("out_1")))
                .extracting(Transition::sortKey, Transition::fromState)
                .endsWith(tuple(50, OutreachState.READY))
                .hasSize(5);
    }

    @Test
    void a_history_without_sort_keys_matches_the_existing_ones() {
        var outreaches = TestFile.of(OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready");
        assertThatAllIsImported(
                A_COMPANY,
                A_PERSON,
                outreaches,
                TestFile.of(TRANSITIONS, "outreach_id|sort_key|to_state", "out_1|5|enrichment", "out_1|7|ready"));

        var run = run(outreaches, TestFile.of(TRANSITIONS, "outreach_id|to_state", "out_1|enrichment", "out_1|ready"));

        assertThat(counts(run)).containsExactly(0L, 0L, 1L, 0L);
    }

    @Test
    void a_transition_without_its_outreach_needs_a_sort_key_that_leaves_room_for_more() {
        assertThatAllIsImported(
                A_COMPANY, A_PERSON, TestFile.of(OUTREACHES, "id|channel|person_id", "out_1|email|per_1"));

        var run = run(TestFile.of(
                TRANSITIONS,
                "outreach_id|sort_key|to_state",
                "out_1||enrichment",
                "out_2|900000001|enrichment",
                "out_1|900000000|enrichment"));

        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column)
                .contains(tuple(2L, "sort_key"))
                .doesNotContain(tuple(4L, "sort_key"));
        assertThat(requireNonNull(outreach("out_1")).currentState()).isEqualTo(OutreachState.ENRICHMENT);
        assertThat(counts(
                        run(TestFile.of(OUTREACHES, "id|channel|person_id|current_state", "out_1|email|per_1|ready"))))
                .containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void limits_actor_reason_and_metadata_but_accepts_all_exported_ones() {
        assertThatAllIsImported(
                A_COMPANY, A_PERSON, TestFile.of(OUTREACHES, "id|channel|person_id", "out_1|email|per_1"));
        var header = "outreach_id|sort_key|to_state|actor|reason|metadata";

        assertThatAllIsImported(TestFile.of(
                TRANSITIONS,
                header,
                "out_1|10|enrichment|%s|%s|{%s}".formatted("é".repeat(255), "x".repeat(10_000), " ".repeat(40_958))));
        var run = run(TestFile.of(
                TRANSITIONS,
                header,
                "out_1|20|ready|%s|%s|{%s}".formatted("é".repeat(256), "x".repeat(10_001), " ".repeat(40_959))));

        assertThat(rejects(run)).extracting(Reject::column).containsExactly("actor", "reason", "metadata");
    }

    @Test
    void rejects_contacts_with_ambiguous_companies() {
        assertThatAllIsImported(TestFile.of(
                COMPANIES,
                "id|name|domain",
                "com_1|Acme|acme.com",
                "com_2|Acme Inc|ACME.com",
                "com_3|Beta|",
                "com_4|Beta|"));

        var run = run(TestFile.of(
                CONTACTS, "person|company|domain", "Ann|Acme|acme.com", "Bob|Beta|", "Cy|Beta|beta.example"));

        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column, Reject::reason)
                .containsExactly(
                        tuple(
                                2L,
                                "domain",
                                "2 companies have the domain 'acme.com'; correct all but one of them first"),
                        tuple(3L, "company", "2 companies have the name 'Beta'; give the domain"),
                        tuple(
                                4L,
                                "company",
                                "2 companies without a domain have the name 'Beta'; give one of them the domain first"));
    }

    @Test
    void contacts_without_an_email_match_by_name_within_the_company() {
        assertThatAllIsImported(
                TestFile.of(COMPANIES, "id|name", "com_1|Acme", "com_2|Beta"),
                TestFile.of(PEOPLE, "id|name|company_id", "per_1|Ann|com_1", "per_2|Ann|com_2"));

        var run = run(TestFile.of(CONTACTS, "person|phone|company", "Ann|+1 555|Beta", "Ann|+1 556|Gamma"));

        assertThat(rejects(run)).isEmpty();
        assertThat(requireNonNull(person("per_1")).phone()).isNull();
        assertThat(requireNonNull(person("per_2")).phone()).isEqualTo("+1 555");
    }

    @Test
    void contacts_find_or_create_company_and_person_and_open_an_outreach_on_each_channel() {
        assertThatAllIsImported(
                TestFile.of(USERS, "id|name|email", "usr_1|Uma|uma@grow.example"),
                TestFile.of(COMPANIES, "id|name", "com_1|Acme"),
                TestFile.of(PEOPLE, "id|name|company_id|email|opt_outs", "per_1|Ann|com_1|ann@acme.com|phone"));
        var contacts = TestFile.of(
                CONTACTS,
                "person|email|phone|linkedin|company|owner",
                "Ann Bär|Ann@acme.com|+1 555||Acme|",
                "Bob|bob@acme.com|||Acme|uma@grow.example",
                "Cy||+1 556|linkedin.com/in/cy|New Ltd|Uma",
                "Cy||+1 556||New Ltd|Uma",
                "Di|di@x.example|||New Ltd|usr_nobody",
                "|||||");

        var run = run(contacts);

        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column)
                .contains(tuple(6L, "owner"), tuple(7L, "company"));
        assertThat(run.progress().counts().rejected()).isEqualTo(2);
        assertThat(requireNonNull(person("per_1")))
                .extracting(Person::name, Person::email, Person::phone)
                .containsExactly("Ann Bär", "ann@acme.com", "+1 555");
        assertThat(outreaches(ofOwner("usr_1")))
                .extracting(Outreach::channel)
                .containsExactlyInAnyOrder(Channel.EMAIL, Channel.EMAIL, Channel.PHONE, Channel.LINKEDIN);
        assertThat(counts(run(contacts))).containsExactly(0L, 0L, 4L, 2L);
        assertThat(counts(run(TestFile.of(CONTACTS, "person|email|company", "Bob|bob@acme.com|Acme"))))
                .containsExactly(0L, 0L, 1L, 0L);
    }

    private List<Person> people() {
        return storage.transactions()
                .read(stored -> stored.people()
                        .page(new PersonQuery(PersonFilter.ALL, NameSort.NEWEST_FIRST, PageRequest.first())))
                .items();
    }

    private List<Company> companies() {
        return storage.transactions()
                .read(stored -> stored.companies()
                        .page(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, PageRequest.first())))
                .items();
    }

    @Test
    void contacts_of_one_shared_host_are_of_different_companies_without_a_domain() {
        var run = run(TestFile.of(
                CONTACTS,
                "person|email|company|domain",
                "Ria|ria@k.example|Kolb Bakery|https://www.facebook.com/kolb",
                "Omar|omar@t.example|Tate Garage|https://www.facebook.com/tate",
                "Eve|eve@e.example|Eve Ltd|github.io"));

        assertThat(companies())
                .extracting(Company::name, company -> company.profile().domain())
                .containsExactlyInAnyOrder(
                        tuple("Kolb Bakery", null), tuple("Tate Garage", null), tuple("Eve Ltd", null));
        assertThat(run.progress().counts().notes()).isEqualTo(new ImportCounts.Notes(0, 0, 3, 0));
    }

    @Test
    void lists_imports_latest_first() {
        var one = run(A_COMPANY);
        var other = run(A_PERSON);

        var first = storage.transactions().read(stored -> stored.imports().page(new PageRequest(1, 1)));
        var second = storage.transactions().read(stored -> stored.imports().page(new PageRequest(2, 1)));

        assertThat(first.totalCount()).isEqualTo(2);
        assertThat(List.of(first.items().get(0), second.items().get(0))).containsExactlyInAnyOrder(one, other);
        assertThat(first.items().get(0).id().value())
                .isGreaterThan(second.items().get(0).id().value());
    }

    private ImportRun runContacts(OwnerPolicy owners, String... lines) {
        var file = new TestFile(CONTACTS, List.of(lines));
        return imports()
                .run(new ImportFiles.Request(List.of(file), null, false, 100, new ContactOptions(false, owners)));
    }

    @Test
    void owners_that_are_no_users_are_created_once() {
        assertThatAllIsImported(TestFile.of(USERS, "id|name|email", "usr_1|Uma Owner|uma@grow.example"));
        String[] lines = {
            "person|company|owner",
            "A|A Co|UMA@grow.example",
            "B|B Co|uma  OWNER",
            "C|C Co|Max Sales",
            "D|D Co|max sales",
            "E|E Co|eve@grow.example",
            "F|F Co|No owner",
            "G|G Co|usr_unknown"
        };

        var run = runContacts(OwnerPolicy.CREATE, lines);

        assertThat(rejects(run)).extracting(Reject::line, Reject::column).containsExactly(tuple(8L, "owner"));
        assertThat(storage.transactions()
                        .read(stored ->
                                stored.users().page(new NamedQuery(null, NameSort.NAME_ASC, PageRequest.first())))
                        .items())
                .extracting(User::name, User::email)
                .containsExactly(
                        tuple("eve@grow.example", "eve@grow.example"),
                        tuple("Max Sales", null),
                        tuple("Uma Owner", "uma@grow.example"));
        assertThat(counts(runContacts(OwnerPolicy.CREATE, lines))).containsExactly(0L, 0L, 6L, 1L);
    }

    @Test
    void owners_that_are_no_users_are_skipped_or_reject_the_contact_on_request() {
        var skipped = runContacts(OwnerPolicy.SKIP, "person|company|owner", "A|A Co|Max");
        var rejected = runContacts(OwnerPolicy.REJECT, "person|company|owner", "B|B Co|Max");

        assertThat(rejects(skipped)).extracting(Reject::column, Reject::warning).containsExactly(tuple("owner", true));
        assertThat(rejects(rejected))
                .extracting(Reject::column, Reject::warning)
                .containsExactly(tuple("owner", false));
        assertThat(companies()).extracting(Company::name).containsExactly("A Co");
    }

    @Test
    void spellings_of_a_company_are_one_company() {
        run(TestFile.of(
                CONTACTS,
                "person|company|domain",
                "A|İpek  Ltd|",
                "B|ipek ltd |",
                "C|Bücher|bücher.example",
                "D|Books|https://www.xn--bcher-kva.example:8080/"));

        assertThat(companies()).hasSize(2);
    }

    @Test
    void contacts_keep_opt_outs_and_no_outreach_is_opened_over_them() {
        run(TestFile.of(
                CONTACTS,
                "person|email|phone|company|opt_outs",
                "Oo One|oo1@oo.example|+1 555 0101|Oo Co|email;phone",
                "Oo Two|oo2@oo.example|+1 555 0102|Oo Co|yes",
                "Oo Six|oo6@oo.example|+1 555 0106|Oo Co|FALSE"));
        var again = run(TestFile.of(
                CONTACTS, "person|email|phone|company|opt_outs", "Oo One|OO1@oo.example|+1 555 0101|Oo Co|linkedin"));

        assertThat(people())
                .extracting(Person::name, person -> person.optOuts().size())
                .containsExactlyInAnyOrder(tuple("Oo One", 3), tuple("Oo Two", 3), tuple("Oo Six", 0));
        assertThat(outreaches(OutreachFilter.ALL))
                .extracting(Outreach::channel)
                .containsExactlyInAnyOrder(Channel.EMAIL, Channel.PHONE);
        assertThat(counts(again)).containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void an_unclear_opt_out_rejects_the_contact() {
        var run = run(TestFile.of(CONTACTS, "person|company|opt_outs", "Oo|Oo Co|maybe"));

        assertThat(rejects(run)).extracting(Reject::column).containsExactly("opt_outs");
        assertThat(people()).isEmpty();
    }

    @Test
    void an_invalid_optional_value_costs_only_itself_and_is_reported_as_a_warning() {
        var run = run(TestFile.of(
                CONTACTS,
                "person|title|email|phone|linkedin|company|domain",
                "Ann|N/A|a@m..example|4.91512E+12|ann-berg|Acme|acme",
                "Bob|none|bob@m.example|-|N/A|#N/A co|unknown"));

        assertThat(people())
                .extracting(Person::name, Person::title, Person::email, Person::phone, Person::linkedinUrl)
                .containsExactlyInAnyOrder(
                        tuple("Ann", null, null, null, null), tuple("Bob", null, "bob@m.example", null, null));
        assertThat(outreaches(OutreachFilter.ALL)).extracting(Outreach::channel).containsExactly(Channel.EMAIL);
        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column, Reject::value, Reject::warning)
                .containsExactly(
                        tuple(2L, "email", "a@m..example", true),
                        tuple(2L, "phone", "4.91512E+12", true),
                        tuple(2L, "linkedin", "ann-berg", true),
                        tuple(2L, "domain", "acme", true));
        assertThat(run.progress().counts().rejected()).isZero();
        assertThat(run.progress().counts().notes().warned()).isEqualTo(1);
    }

    @Test
    void warnings_do_not_end_an_import_at_the_limit_of_rejects() {
        var request = new ImportFiles.Request(
                List.of(TestFile.of(
                        CONTACTS, "person|phone|company", "Ann|0|Acme", "Bob|0|Acme", "Cy|0|Acme", "|0|Acme")),
                null,
                false,
                1);

        var run = imports().run(request);

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(run.progress().counts().notes().warned()).isEqualTo(3);
        assertThat(rejects(run)).extracting(Reject::warning).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void spellings_of_contact_data_are_one_person() {
        var run = run(TestFile.of(
                CONTACTS,
                "person|email|linkedin|company",
                "Ann|<ann@m.example>||M Co",
                "Ann|mailto:ann@m.example;||M Co",
                "Ann|ann\u200B@m.example||M Co",
                "Or One||https://www.linkedin.com/in/or|Or Co",
                "Or One|or1@or.example|http://de.linkedin.com/in/OR/?trk=x|Or Co",
                "Or One||in/or|Or Co"));

        assertThat(rejects(run)).isEmpty();
        assertThat(people())
                .extracting(Person::email, Person::linkedinUrl)
                .containsExactlyInAnyOrder(
                        tuple("ann@m.example", null), tuple("or1@or.example", "https://www.linkedin.com/in/or"));
    }

    @Test
    void a_second_email_of_the_same_profile_is_reported_and_not_stored() {
        run(TestFile.of(CONTACTS, "person|email|linkedin|company", "Or|or1@or.example|in/or|Or Co"));

        var run = run(TestFile.of(CONTACTS, "person|email|linkedin|company", "Or|or2@or.example|in/or|Or Co"));

        assertThat(people()).extracting(Person::email).containsExactly("or1@or.example");
        assertThat(rejects(run))
                .extracting(Reject::column, Reject::reason, Reject::warning)
                .containsExactly(
                        tuple("email", "got 'or2@or.example'; the person has 'or1@or.example', which is kept", true));
    }

    @Test
    void contacts_that_contradict_are_different_people_and_possible_duplicates() {
        var file = TestFile.of(
                CONTACTS,
                "person|email|phone|company",
                "Maria Garcia|m1@g.example|+1 555 0101|G Co",
                "Maria Garcia|m2@g.example|+1 555 0102|G Co",
                "Maria Garcia||+1 555 0103|G Co",
                "Maria Garcia||+1 555 0101|G Co");
        var run = run(file);

        assertThat(people())
                .extracting(Person::email, Person::phone)
                .containsExactlyInAnyOrder(
                        tuple("m1@g.example", "+1 555 0101"),
                        tuple("m2@g.example", "+1 555 0102"),
                        tuple(null, "+1 555 0103"));
        assertThat(run.progress().counts().notes().possibleDuplicates()).isEqualTo(2);
        assertThat(duplicateSearch()).isPresent();
        assertThat(counts(run(file))).containsExactly(0L, 0L, 4L, 0L);
    }

    private Optional<Job> duplicateSearch() {
        return storage.transactions()
                .read(stored -> stored.jobs().unfinished(new DuplicateWork.Search(DuplicateKind.PEOPLE)));
    }

    @Test
    void searches_for_duplicates_only_after_an_import_that_may_have_made_some() {
        var people = TestFile.of(CONTACTS, "person|email|company", "Ann|ann@acme.com|Acme", "Bob|bob@acme.com|Acme");
        var more = TestFile.of(CONTACTS, "person|email|company", "Ann|ann.two@acme.com|Acme");
        run(people);
        imports().run(new ImportFiles.Request(List.of(more), null, true));
        assertThat(duplicateSearch()).isEmpty();

        run(more);
        var search = duplicateSearch();
        run(TestFile.of(CONTACTS, "person|email|company", "Ann|ann.three@acme.com|Acme"));

        assertThat(search).isPresent();
        assertThat(duplicateSearch()).isEqualTo(search);
    }

    @Test
    void counts_rows_and_the_records_of_each_kind() {
        assertThatAllIsImported(TestFile.of(COMPANIES, "id|name|domain", "com_1|Acme|"));

        var run = run(
                TestFile.of(SEQUENCES, "id|name", "seq_1|Spring", "bad|Autumn"),
                TestFile.of(
                        CONTACTS,
                        "person|email|phone|company|domain|owner",
                        "Ann|ann@acme.com|n/a|Acme|acme.com|Uma",
                        "Ann|ann@acme.com|+1 555|Acme||Uma",
                        "Ann|ann@acme.com|+1 555|Acme|facebook.com/acme|",
                        "Bob|bob@acme.com|12.12.2026|Acme||",
                        "Ann|ann2@acme.com||Acme||",
                        "Cy|cy@acme.com||||"));

        var counts = run.progress().counts();
        assertThat(counts.read()).isEqualTo(8);
        assertThat(counts.imported()).isEqualTo(6);
        assertThat(counts.rejected()).isEqualTo(2);
        assertThat(counts.byKind())
                .containsOnly(
                        Map.entry(USERS, new ImportCounts.Changes(1, 0)),
                        Map.entry(SEQUENCES, new ImportCounts.Changes(1, 0)),
                        Map.entry(COMPANIES, new ImportCounts.Changes(0, 1)),
                        Map.entry(PEOPLE, new ImportCounts.Changes(3, 0)),
                        Map.entry(OUTREACHES, new ImportCounts.Changes(4, 0)));
        assertThat(counts.changes()).isEqualTo(new ImportCounts.Changes(9, 1));
        assertThat(counts.notes()).isEqualTo(new ImportCounts.Notes(1, 2, 1, 1));
        assertThat(stored(run)).isEqualTo(run);
    }

    @Test
    void merged_rows_are_counted_beyond_a_chunk_and_a_restart() {
        var lines = new ArrayList<>(List.of("person|email|company"));
        IntStream.range(0, 12_000).forEach(i -> lines.add("P|p%d@acme.com|Acme".formatted(i % 11_500)));
        var file = new TestFile(CONTACTS, lines);
        var clock = new Instant[] {NOW};
        var broken = before(write -> {
            if (write == 3) {
                throw gone();
            }
        });
        assertThatThrownBy(() -> ImportServices.files(broken, () -> clock[0], random, FORMATS, SORTER)
                        .run(new ImportFiles.Request(List.of(file), null, false)))
                .isInstanceOf(StorageUnavailableException.class);

        clock[0] = NOW.plusSeconds(60);
        var run = ImportServices.files(storage.transactions(), () -> clock[0], random, FORMATS, SORTER)
                .run(new ImportFiles.Request(List.of(file), null, false));

        assertThat(run.progress().counts().notes().merged()).isEqualTo(500);
        assertThat(run.progress().counts().of(PEOPLE)).isEqualTo(new ImportCounts.Changes(11_500, 0));
    }

    @Test
    void the_order_of_contacts_does_not_matter() {
        var rows = new ArrayList<>(List.of(
                "Or One|||https://www.linkedin.com/in/or|Or Co|",
                "Or One|or1@or.example||https://www.linkedin.com/in/or|Or Co|or.example",
                "Or One||+1 555 0101||Or Co|",
                "Or Two|or2@or.example|||Or Co|or.example",
                "Or Two||+1 555 0102||Or Co|",
                "Or Two|or3@or.example|||Or Co|",
                "|or4@or.example|||Or Co|"));
        var results = new HashSet<List<Person>>();
        var shuffles = new Random(7);
        for (int i = 0; i < 20; i++) {
            storage = emptyStorage();
            Collections.shuffle(rows, shuffles);
            var lines = new ArrayList<>(List.of("person|email|phone|linkedin|company|domain"));
            lines.addAll(rows);
            run(new TestFile(CONTACTS, lines));
            results.add(people().stream()
                    .sorted(Comparator.comparing(person -> person.id().value()))
                    .toList());
        }

        assertThat(results).hasSize(1);
    }

    @Test
    void placeholders_are_no_company_and_no_opt_out() {
        var run = run(TestFile.of(
                CONTACTS, "person|company|opt_outs", "Ann|N/A|", "Bob|Acme|N/A", "Cy|-|", "Di|Acme|opted out"));

        assertThat(companies()).extracting(Company::name).containsExactly("Acme");
        assertThat(people())
                .extracting(Person::name, person -> person.optOuts().size())
                .containsExactlyInAnyOrder(tuple("Bob", 0), tuple("Di", 3));
        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column)
                .containsExactly(tuple(2L, "company"), tuple(4L, "company"));
    }

    @Test
    void the_order_of_contacts_does_not_matter_in_files_of_several_chunks() {
        var rows = overlappingContacts(10_500);
        var results = new HashSet<List<Object>>();
        for (int seed = 1; seed <= 3; seed++) {
            storage = emptyStorage();
            Collections.shuffle(rows, new Random(seed));
            int half = 2_000 * seed;
            var request = List.<RecordSource>of(contacts(rows.subList(0, half)), contacts(rows.subList(half, 10_500)));
            var rehearsed =
                    imports().run(new ImportFiles.Request(request, null, true, 100_000, ContactOptions.DEFAULT));
            var run = imports().run(new ImportFiles.Request(request, null, false, 100_000, ContactOptions.DEFAULT));
            assertThat(run.status()).isEqualTo(Status.COMPLETED);
            assertThat(rehearsed.progress().counts()).isEqualTo(run.progress().counts());
            var everyPersonBefore = everyPerson();
            results.add(
                    List.of(everyPersonBefore, everyCompany(), run.progress().counts()));
        }

        assertThat(results).hasSize(1);
    }

    @Test
    void contradictory_contacts_change_nothing_when_they_are_imported_again() {
        for (int seed = 1; seed <= 40; seed++) {
            storage = emptyStorage();
            var file = contacts(contradictoryContacts(new Random(seed)));
            var first =
                    imports().run(new ImportFiles.Request(List.of(file), null, false, 1_000, ContactOptions.DEFAULT));
            var people = everyPerson();
            var companies = everyCompany();

            var again =
                    imports().run(new ImportFiles.Request(List.of(file), null, false, 1_000, ContactOptions.DEFAULT));

            assertThat(everyPerson()).as("people with seed %d", seed).isEqualTo(people);
            assertThat(everyCompany()).as("companies with seed %d", seed).isEqualTo(companies);
            assertThat(again.progress().counts().created()).isZero();
            assertThat(again.progress().counts().updated()).isZero();
            assertThat(again.progress().counts().rejected())
                    .as("rejects with seed %d", seed)
                    .isEqualTo(first.progress().counts().rejected());
        }
    }

    /** Returns rows of few people, so that many rows contradict each other. */
    private static List<String> contradictoryContacts(Random data) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            rows.add(String.join(
                    "|",
                    one(data, "Ann", "Bo", "Cy", "Di", ""),
                    one(data, "CTO", "CEO", ""),
                    one(data, "a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example", "", "", ""),
                    one(data, "+12015550101", "+12015550102", "+12015550103", "", "", ""),
                    one(data, "in/ann1", "in/bo1", "in/cy1", "in/di1", "in/ed1", "", "", ""),
                    one(data, "Acme", "Bolt", "Corp"),
                    one(data, "acme.example", "bolt.example", "", "", ""),
                    one(data, "Owner 1", "", ""),
                    one(data, "email", "", "", "")));
        }
        return rows;
    }

    private static TestFile contacts(List<String> rows) {
        return new TestFile(
                CONTACTS,
                Stream.concat(
                                Stream.of("person|title|email|phone|linkedin|company|domain|owner|opt_outs"),
                                rows.stream())
                        .toList());
    }

    /** Returns rows that share people and companies with each other in all ways. */
    private static List<String> overlappingContacts(int n) {
        var rows = new ArrayList<String>();
        var data = new Random(5);
        for (int i = 0; i < n; i++) {
            int person = data.nextInt(2_500);
            int company = person % 300;
            rows.add(String.join(
                    "|",
                    one(data, "Person " + person, "Person " + person % 50, "person " + person, ""),
                    one(data, "CTO", "CEO", "N/A", ""),
                    one(data, "p%d@x.example".formatted(person), "<P%d@X.example>".formatted(person), "", "-", "p@@x"),
                    one(data, "+1 201 555 %04d".formatted(person), "+1201555%04d".formatted(person % 500), "", "0", ""),
                    one(data, "in/p" + person, "https://de.linkedin.com/in/P%d/".formatted(person), "", "", "none"),
                    one(data, "Company " + company, "COMPANY  " + company, "Company " + data.nextInt(300)),
                    one(data, "c%d.example".formatted(company), "www.c%d.example".formatted(company % 100), "", ""),
                    one(data, "Owner " + company % 7, "owner%d@grow.example".formatted(company % 5), "", ""),
                    one(data, "email", "true", "", "", "", "", "")));
        }
        return rows;
    }

    private static String one(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private Set<Person> everyPerson() {
        return every(page -> storage.transactions()
                .read(stored -> stored.people().page(new PersonQuery(PersonFilter.ALL, NameSort.NEWEST_FIRST, page)))
                .items());
    }

    private Set<Company> everyCompany() {
        return every(page -> storage.transactions()
                .read(stored ->
                        stored.companies().page(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, page)))
                .items());
    }

    private static <T> Set<T> every(Function<PageRequest, List<T>> pages) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> pages.apply(new PageRequest(number, PageRequest.MAX_SIZE)))
                .takeWhile(page -> !page.isEmpty())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    @Test
    void rejects_of_contacts_come_in_the_order_of_lines() {
        var rows = new ArrayList<String>();
        IntStream.range(0, 10_500)
                .forEach(i -> rows.add("P|%s|p%05d@x.example|||Acme%s|||"
                        .formatted(
                                i % 1_000 == 1 ? "t".repeat(10_001) : "", 20_000 - i, i == 77 ? "|||perhaps" : "|||")));
        var lines = rows.stream()
                .map(row -> row.substring(0, row.lastIndexOf("|||")))
                .toList();

        var run = run(contacts(lines));

        assertThat(rejects(run)).extracting(Reject::line).isSorted().hasSize(12);
        assertThat(rejects(run)).filteredOn(Reject::warning).hasSize(11);
    }

    @Test
    void a_profile_of_another_person_is_reported_and_not_stored() {
        var file = TestFile.of(
                CONTACTS,
                "person|email|linkedin|company|domain",
                "Or||in/or|Or Co|",
                "Or Two|or2@or.example|in/or|Or Two|");
        run(TestFile.of(CONTACTS, "person|email|linkedin|company", "Or||in/or|Or Co", "Or Two|or2@or.example||Or Two"));

        var run = run(file);

        assertThat(people())
                .extracting(Person::email, Person::linkedinUrl)
                .containsExactlyInAnyOrder(
                        tuple(null, "https://www.linkedin.com/in/or"), tuple("or2@or.example", null));
        assertThat(rejects(run))
                .extracting(Reject::line, Reject::column, Reject::reason, Reject::warning)
                .containsExactly(tuple(
                        3L,
                        "linkedin",
                        "got 'https://www.linkedin.com/in/or'; another person has this profile; imported without it",
                        true));
        assertThat(run.progress().counts().notes().possibleDuplicates()).isEqualTo(1);
        assertThat(counts(run(file))).containsExactly(0L, 0L, 2L, 0L);
    }

    @Test
    void a_dry_run_reports_the_same_and_changes_nothing() {
        var files = List.<RecordSource>of(
                A_COMPANY, TestFile.of(PEOPLE, "id|name|company_id", "per_1|Ann|com_1", "per_2|Bob|com_2"));

        var run = imports().run(new ImportFiles.Request(files, null, true));

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(counts(run)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(rejects(run)).extracting(Reject::column).containsExactly("company_id");
        assertThat(company("com_1")).isNull();
    }

    @Test
    void imports_the_rows_before_a_cut_and_reports_the_failure() {
        var run = run(TestFile.of(COMPANIES, "id|name", "com_1|Acme", "com_2|Beta", "cut"));

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.failure()).isEqualTo("cut off");
        assertThat(run.progress().counts().created()).isEqualTo(2);
        assertThat(company("com_2")).isNotNull();
    }

    @Test
    void an_interrupted_import_continues_where_it_stopped_with_its_rejects() {
        var lines = new ArrayList<>(List.of("id|name"));
        IntStream.rangeClosed(1, 25_000).forEach(i -> lines.add("com_%d|Company %d".formatted(i, i)));
        lines.set(1, "wrong|Company 1");
        lines.set(25_000, "com_25000|");
        var file = new TestFile(COMPANIES, lines);
        var breaking = before(write -> {
            if (write == 4) {
                throw gone();
            }
        });
        var request = new ImportFiles.Request(List.of(file), null, false);
        assertThatThrownBy(() -> ImportServices.files(breaking, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                        .run(request))
                .isInstanceOf(StorageUnavailableException.class);
        assertThat(company("com_25000")).isNull();
        assertThat(company("com_20000")).isNotNull();

        var run = imports().run(request);

        assertThat(counts(run)).containsExactly(24_998L, 0L, 0L, 2L);
        assertThat(rejects(run)).extracting(Reject::line).containsExactly(2L, 25_001L);
    }

    private static StorageUnavailableException gone() {
        return new StorageUnavailableException("gone", new IllegalStateException());
    }

    /** Returns the storage with an action before each write, which receives the number of the write, from 1. */
    private Transactions before(IntConsumer write) {
        var writes = new int[1];
        return new Transactions() {
            @Override
            public <T> T read(Function<Repositories, T> work) {
                return storage.transactions().read(work);
            }

            @Override
            public <T> T write(Function<Repositories, T> work) {
                write.accept(++writes[0]);
                return storage.transactions().write(work);
            }

            @Override
            public <T> T rehearse(Function<Repositories, T> work) {
                write.accept(++writes[0]);
                return storage.transactions().rehearse(work);
            }
        };
    }

    private static TestFile companies(int n) {
        var lines =
                IntStream.rangeClosed(1, n).mapToObj(i -> "com_%d|%s".formatted(i, i % 10_000 == 1 ? "" : "Company"));
        return new TestFile(
                COMPANIES, Stream.concat(Stream.of("id|name"), lines).toList());
    }

    @Test
    void returns_the_result_of_another_process_that_ended_the_import() {
        var request = new ImportFiles.Request(List.of(companies(25_000)), null, false);
        var slow = before(write -> {
            if (write == 3) {
                imports().run(request);
            }
        });

        var run = ImportServices.files(slow, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                .run(request);

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(counts(run)).containsExactly(24_997L, 0L, 0L, 3L);
        assertThat(rejects(run)).extracting(Reject::line).containsExactly(2L, 10_002L, 20_002L);
        assertThat(storage.transactions()
                        .read(stored -> stored.imports().find(run.id()))
                        .orElseThrow())
                .isEqualTo(run);
    }

    @Test
    void leaves_an_import_running_that_another_process_continues() {
        var request = new ImportFiles.Request(List.of(companies(25_000)), null, false);
        var other = before(write -> {
            if (write == 3) {
                throw gone();
            }
        });
        var slow = before(write -> {
            if (write == 3) {
                assertThatThrownBy(() -> ImportServices.files(other, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                                .run(request))
                        .isInstanceOf(StorageUnavailableException.class);
            }
        });

        var run = ImportServices.files(slow, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                .run(request);

        assertThat(run.status()).isEqualTo(Status.RUNNING);
        assertThat(run.progress().read()).isEqualTo(20_000);
        assertThat(rejects(run)).hasSize(2);
    }

    private ImportUploads uploads(ImportLimits limits, FreeSpace space) {
        return ImportServices.uploads(
                storage.transactions(), InstantSource.fixed(NOW), random, limits, space, TEST_FILES);
    }

    /** Uploads a text. */
    private ImportRun uploaded(String text, boolean dryRun) {
        var upload = uploads(ImportLimits.USUAL, FreeSpace.UNKNOWN)
                .begin(new ImportUploads.Announcement(
                        ImportOptions.USUAL, dryRun, ImportLimits.USUAL.maxRejects(), text.length()));
        upload.file("companies");
        upload.append(text.getBytes(UTF_8));
        return upload.finish();
    }

    private static final RowFiles TEST_FILES = (name, content, options) -> {
        var text = new StringBuilder();
        content.get().forEachRemaining(part -> text.append(new String(part, UTF_8)));
        return new TestFile(COMPANIES, text.toString().lines().toList());
    };

    private Optional<Instant> runTask(Transactions transactions, ImportRun run) {
        return ImportServices.task(
                        transactions,
                        InstantSource.fixed(NOW),
                        random,
                        TEST_FILES,
                        FORMATS,
                        Visibility.EVERYBODY,
                        SORTER)
                .run(run.id().value());
    }

    private ImportRun stored(ImportRun run) {
        return storage.transactions()
                .read(stored -> stored.imports().find(run.id()))
                .orElseThrow();
    }

    private boolean hasContent(ImportRun run) {
        return storage.transactions()
                .read(stored -> stored.imports().content(run.id(), 0, 0))
                .isPresent();
    }

    @Test
    void an_upload_fails_after_three_failures_at_the_same_chunk() {
        var run = uploaded("id|name\ncom_1|Acme\n", false);
        var failures = new int[1];
        var failing = before(write -> {
            if (write <= 3) {
                failures[0]++;
                throw new IllegalStateException("\0 can't be");
            }
        });

        assertThat(runTask(failing, run)).isEmpty();

        assertThat(failures[0]).isEqualTo(3);
        assertThat(stored(run))
                .extracting(ImportRun::status, ImportRun::failure)
                .containsExactly(
                        Status.FAILED, "failed 3 times after row 0 of file 1; see the log of the server for the cause");
        assertThat(hasContent(run)).isFalse();
    }

    @Test
    void an_upload_waits_for_an_unavailable_storage() {
        var run = uploaded("id|name\ncom_1|Acme\n", false);
        var away = before(write -> {
            throw gone();
        });

        assertThatThrownBy(() -> runTask(away, run)).isInstanceOf(StorageUnavailableException.class);
        assertThat(stored(run).status()).isEqualTo(Status.RUNNING);

        assertThat(runTask(storage.transactions(), run)).isEmpty();
        assertThat(stored(run).status()).isEqualTo(Status.COMPLETED);
        assertThat(company("com_1")).isNotNull();
        assertThat(hasContent(run)).isFalse();
    }

    @Test
    void an_upload_that_another_node_imports_is_checked_later() {
        var run = uploaded("id|name\ncom_1|Acme\n", false);
        var late = before(write -> storage.transactions().<Boolean>write(stored -> {
            stored.imports().save(run.at(new ImportProgress(0, 1, 0, ImportCounts.NONE)));
            return true;
        }));

        assertThat(runTask(late, run)).hasValueSatisfying(at -> assertThat(at).isAfter(NOW));
        assertThat(stored(run).status()).isEqualTo(Status.RUNNING);
        assertThat(hasContent(run)).isTrue();
    }

    @Test
    void a_dry_run_of_an_upload_needs_one_connection() {
        var run = uploaded("id|name\ncom_1|Acme\n", true);
        var busy = new boolean[1];
        var one = new Transactions() {
            @Override
            public <T> T read(Function<Repositories, T> work) {
                assertThat(busy[0]).isFalse();
                return storage.transactions().read(work);
            }

            @Override
            public <T> T write(Function<Repositories, T> work) {
                assertThat(busy[0]).isFalse();
                busy[0] = true;
                try {
                    return storage.transactions().write(work);
                } finally {
                    busy[0] = false;
                }
            }

            @Override
            public <T> T rehearse(Function<Repositories, T> work) {
                assertThat(busy[0]).isFalse();
                busy[0] = true;
                try {
                    return storage.transactions().rehearse(work);
                } finally {
                    busy[0] = false;
                }
            }
        };

        assertThat(runTask(one, run)).isEmpty();

        assertThat(stored(run).status()).isEqualTo(Status.COMPLETED);
        assertThat(stored(run).progress().counts().created()).isEqualTo(1);
        assertThat(company("com_1")).isNull();
    }

    @Test
    void a_dry_run_reports_the_rows_before_a_cut() {
        var run = imports()
                .run(new ImportFiles.Request(
                        List.of(TestFile.of(COMPANIES, "id|name", "com_1|Acme", "com_2|", "cut")), null, true));

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.failure()).isEqualTo("cut off");
        assertThat(counts(run)).containsExactly(1L, 0L, 0L, 1L);
        assertThat(rejects(run)).hasSize(1);
        assertThat(company("com_1")).isNull();
    }

    @Test
    void rejects_files_that_can_not_be_imported_together_before_importing_any() {
        var outreaches = TestFile.of(OUTREACHES, "id", "out_1");
        var transitions = TestFile.of(TRANSITIONS, "outreach_id", "out_1");

        assertThatThrownBy(() -> run(A_COMPANY, outreaches, outreaches, transitions))
                .isInstanceOf(UnreadableException.class);
        assertThat(company("com_1")).isNull();
    }

    @Test
    void stores_users_with_all_their_fields() {
        assertThatAllIsImported(TestFile.of(USERS, "id|name|email|created_at", "usr_1|Uma|uma@g.example|2026-01-01"));

        var id = new UserId("usr_1");
        var kept = storage.transactions().write(stored -> stored.book().users().lock(Set.of(id)));
        assertThat(kept)
                .isEqualTo(Map.of(
                        id,
                        new BookOfBusiness.Created<>(
                                new User(id, "Uma", "uma@g.example"), Instant.parse("2026-01-01T00:00:00Z"))));
        assertThat(counts(run(TestFile.of(USERS, "id|name", "usr_1|Una")))).containsExactly(0L, 1L, 0L, 0L);
    }

    /** Returns a file of companies whose rows are invalid from the first one on. */
    private static TestFile rejectedFrom(int first, int n) {
        var lines = IntStream.rangeClosed(1, n).mapToObj(i -> "com_%d|%s".formatted(i, i < first ? "Company" : ""));
        return new TestFile(
                COMPANIES, Stream.concat(Stream.of("id|name"), lines).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_import_with_too_many_rejects_fails_and_reports_its_progress(boolean dryRun) {
        var file = rejectedFrom(10_001, 35_000);

        var run = imports().run(new ImportFiles.Request(List.of(file), null, dryRun, 5));

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.failure()).startsWith("more than 5 rejects").contains("line 10,007 of companies");
        assertThat(counts(run)).containsExactly(10_000L, 0L, 0L, 10_000L);
        assertThat(rejects(run)).hasSize(6);
        assertThat(storage.transactions()
                        .read(stored -> stored.imports().find(run.id()))
                        .orElseThrow())
                .isEqualTo(run);
        assertThat(company("com_1") == null).isEqualTo(dryRun);
    }

    @Test
    void an_import_may_have_as_many_rejects_as_its_limit() {
        var run = imports().run(new ImportFiles.Request(List.of(rejectedFrom(1, 5)), null, false, 5));

        assertThat(run.status()).isEqualTo(Status.COMPLETED);
        assertThat(rejects(run)).hasSize(5);
    }

    private void stop(ImportRun run) {
        var result = Services.over(storage.transactions(), InstantSource.fixed(NOW), random)
                .imports()
                .stop()
                .stop(run.id());
        assertThat(result).isInstanceOf(StopImport.Result.Stopped.class);
    }

    private ImportRun running() {
        return storage.transactions()
                .read(stored -> stored.imports().unfinished(companies(45_000).fingerprint() + " companies null"))
                .orElseThrow();
    }

    @Test
    void a_stopped_import_ends_after_the_chunk_and_starts_over_the_next_time() {
        var request = new ImportFiles.Request(List.of(companies(45_000)), null, false);
        var stopping = before(write -> {
            if (write == 4) {
                stop(running());
            }
        });

        var run = ImportServices.files(stopping, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                .run(request);

        assertThat(run.status()).isEqualTo(Status.STOPPED);
        assertThat(run.finishedAt()).isEqualTo(NOW);
        assertThat(counts(run)).containsExactly(19_998L, 0L, 0L, 2L);
        var again = imports().run(request);
        assertThat(again.id()).isNotEqualTo(run.id());
        assertThat(counts(again)).containsExactly(44_995L - 19_998, 0L, 19_998L, 5L);
    }

    @Test
    void an_upload_stopped_while_it_waits_is_not_imported() {
        var run = uploaded("id|name\ncom_1|Acme\n", false);
        stop(run);

        assertThat(runTask(storage.transactions(), run)).isEmpty();

        assertThat(stored(run).status()).isEqualTo(Status.STOPPED);
        assertThat(company("com_1")).isNull();
        assertThat(hasContent(run)).isFalse();
    }

    @Test
    void an_import_can_be_stopped_while_it_reads_rows() {
        var run = uploaded("id|name\ncom_1|Acme\n", false);
        RecordSource endless = new RecordSource() {
            @Override
            public String name() {
                return "endless";
            }

            @Override
            public String fingerprint() {
                return "endless";
            }

            @Override
            public ImportKind kind() {
                return COMPANIES;
            }

            @Override
            public Set<String> lacking() {
                return Set.of();
            }

            @Override
            public List<String> ignored() {
                return List.of();
            }

            @Override
            public FilePreview preview() {
                return new FilePreview(COMPANIES, 1, List.of(), List.of(), List.of());
            }

            @Override
            public Records open() {
                stop(run);
                return new Records() {
                    @Override
                    public Item next() {
                        return new Broken(1, null, "is invalid");
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                };
            }
        };
        storage.transactions().<Boolean>write(stored -> {
            // With this progress, skipping the imported rows never ends.
            stored.imports().save(run.at(new ImportProgress(0, Long.MAX_VALUE, 0, ImportCounts.NONE)));
            return true;
        });

        var time = new long[1];
        assertThat(ImportServices.task(
                                storage.transactions(),
                                () -> NOW.plusMillis(time[0]++),
                                random,
                                (name, content, options) -> endless,
                                FORMATS,
                                Visibility.EVERYBODY,
                                SORTER)
                        .run(run.id().value()))
                .isEmpty();

        assertThat(stored(run).status()).isEqualTo(Status.STOPPED);
        assertThat(hasContent(run)).isFalse();
    }

    @Test
    void a_long_import_yields_to_a_waiting_one_and_continues_later() {
        var text = String.join("\n", companies(45_000).lines());
        var large = uploaded(text, false);
        var small = uploaded("id|name\ncom_small|Acme\n", false);
        var time = new long[1];
        var slow = before(write -> time[0] += 20);
        var task = ImportServices.task(
                slow, () -> NOW.plusSeconds(time[0]), random, TEST_FILES, FORMATS, Visibility.EVERYBODY, SORTER);

        var again = task.run(large.id().value());

        assertThat(again).isPresent();
        assertThat(stored(large).status()).isEqualTo(Status.RUNNING);
        assertThat(stored(large).progress().read()).isEqualTo(40_000);
        assertThat(task.run(small.id().value())).isEmpty();
        assertThat(stored(small).status()).isEqualTo(Status.COMPLETED);
        while (again.isPresent()) {
            again = task.run(large.id().value());
        }
        assertThat(counts(stored(large))).containsExactly(44_995L, 0L, 0L, 5L);
    }

    @Test
    void deletes_an_ended_import_with_its_rejects_and_files() {
        var run = uploaded("id|name\ncom_1|\n", false);
        var use = Services.over(storage.transactions(), InstantSource.fixed(NOW), random)
                .imports();
        assertThat(use.delete().delete(run.id())).isEqualTo(new DeleteImport.Result.NotEnded(run));
        stop(run);

        assertThat(use.delete().delete(run.id())).isEqualTo(new DeleteImport.Result.Deleted());

        assertThat(use.delete().delete(run.id())).isEqualTo(new DeleteImport.Result.ImportNotFound(run.id()));
        assertThat(hasContent(run)).isFalse();
        assertThat(rejects(run)).isEmpty();
    }

    @Test
    void counts_waiting_uploads_and_the_size_of_their_content() {
        var imports = uploads(ImportLimits.USUAL, FreeSpace.UNKNOWN);
        var waiting = uploaded("id|name\n", false);
        uploaded("id|name\n", false);
        var broken = imports.begin(new ImportUploads.Announcement(ImportOptions.USUAL, false, 1, 0));
        broken.file("x");
        broken.append(new byte[100]);

        assertThat(queued()).containsExactly(3L, 116L);
        broken.abandon();
        assertThat(queued()).containsExactly(2L, 16L);
        runTask(storage.transactions(), waiting);
        assertThat(queued()).containsExactly(1L, 8L);
    }

    private List<Long> queued() {
        return storage.transactions()
                .read(stored -> List.of(
                        (long) stored.imports().queuedUploads(),
                        stored.imports().contentSize()));
    }

    @Test
    void an_import_that_continues_with_a_lower_limit_of_rejects_fails() {
        var file = rejectedFrom(1, 15_000);
        var breaking = before(write -> {
            if (write == 3) {
                throw gone();
            }
        });
        var many = new ImportFiles.Request(List.of(file), null, false, 20_000);
        assertThatThrownBy(() -> ImportServices.files(breaking, InstantSource.fixed(NOW), random, FORMATS, SORTER)
                        .run(many))
                .isInstanceOf(StorageUnavailableException.class);

        var run = imports().run(new ImportFiles.Request(List.of(file), null, false, 5));

        assertThat(run.status()).isEqualTo(Status.FAILED);
        assertThat(run.progress().counts().rejected()).isEqualTo(15_000);
    }

    @Test
    void runs_one_dry_run_at_a_time() {
        var first = uploaded("id|name\ncom_1|Acme\n", true);
        var second = uploaded("id|name\ncom_2|Beta\n", true);
        var tasks = new Task[1];
        var meanwhile = new ArrayList<Optional<Instant>>();
        RowFiles files = (name, content, options) -> {
            if (meanwhile.isEmpty()) {
                meanwhile.add(tasks[0].run(second.id().value()));
            }
            return TEST_FILES.read(name, content, options);
        };
        tasks[0] = ImportServices.task(
                storage.transactions(), InstantSource.fixed(NOW), random, files, FORMATS, Visibility.EVERYBODY, SORTER);

        assertThat(tasks[0].run(first.id().value())).isEmpty();

        assertThat(meanwhile).containsExactly(Optional.of(NOW.plusSeconds(1)));
        assertThat(stored(second).status()).isEqualTo(Status.RUNNING);
        assertThat(tasks[0].run(second.id().value())).isEmpty();
        assertThat(stored(second).status()).isEqualTo(Status.COMPLETED);
    }
}
