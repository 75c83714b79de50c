package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.Merging.Result;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.imports.ImportServices;
import com.grow.outreach.application.service.outreach.OutreachServices;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageContract} that is about duplicates and merges. */
abstract class MergeContract {

    private static final Instant NOW = TestBook.START.plusSeconds(86_400);
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Cause MAYA = new Cause("maya", null, "{}");
    private static final PersonId OLD = new PersonId("per_old");
    private static final PersonId TWIN = new PersonId("per_twin");
    private static final PersonId THIRD = new PersonId("per_third");
    private static final CompanyId ACME = new CompanyId("com_acme");
    private static final CompanyId BOLT = new CompanyId("com_bolt");

    /** Shared by the tests, so that no two imports get one id. */
    private static final Random RANDOM = new Random(14);

    private StorageContract.Storage storage;
    private UseCases use;

    abstract StorageContract.Storage emptyStorage();

    @BeforeEach
    void fill() {
        storage = emptyStorage()
                .with(new TestBook()
                        .user("usr_ann", "Ann")
                        .user("usr_bob", "Bob")
                        .company("com_acme", "Acme", "usr_ann")
                        .company("com_bolt", "Bolt", "usr_bob")
                        .person(person("per_old", "com_acme", "zoe@acme.example", null), TestBook.START)
                        .person(
                                new Person(
                                        TWIN,
                                        "Zoe Old",
                                        "CTO",
                                        BOLT,
                                        "ZOE@acme.example",
                                        "+15550100",
                                        "https://www.linkedin.com/in/zoe",
                                        Set.of(Channel.PHONE)),
                                TestBook.START.plusSeconds(1))
                        .person(
                                person("per_third", "com_bolt", null, "https://www.linkedin.com/in/zoe"),
                                TestBook.START.plusSeconds(2))
                        .sequence("seq_1", "Welcome")
                        .outreach("out_old", "per_old", Channel.EMAIL, OutreachState.NEW, null)
                        .outreach("out_twin", "per_twin", Channel.EMAIL, OutreachState.NEW, "seq_1")
                        .outreach("out_call", "per_twin", Channel.PHONE, OutreachState.NEW, null)
                        .outreach("out_third", "per_third", Channel.EMAIL, OutreachState.NEW, null));
        use = Services.over(storage.transactions(), CLOCK, new Random(1));
    }

    private static Person person(String id, String company, @Nullable String email, @Nullable String profile) {
        return new Person(
                new PersonId(id),
                "Zoe Old",
                null,
                new CompanyId(company),
                email,
                null,
                profile,
                Set.of(Channel.LINKEDIN));
    }

    private PersonMerge merge(PersonId from, PersonId into) {
        return ((Result.Merged<PersonMerge>) use.directory().mergePeople().merge(from, into, MAYA, false)).merge();
    }

    private void move(String outreach) {
        use.outreaches().transition().transitionTo(new OutreachId(outreach), OutreachState.STARTING);
    }

    private List<String> outreaches() {
        return storage.transactions().read(stored -> stored.merges().outreachesOf(List.of(OLD, TWIN, THIRD))).stream()
                .map(OutreachId::value)
                .toList();
    }

    private List<Event> events() {
        storage.write(stored -> stored.events().sequence());
        return storage.transactions().read(stored -> stored.events().after(new EventPosition(0), 100));
    }

    private long count(OutreachFilter filter) {
        return storage.transactions().read(stored -> stored.outreaches().count(filter));
    }

    private static OutreachFilter ofCompany(CompanyId id) {
        return new OutreachFilter(null, null, id, null, null, null);
    }

    private static OutreachFilter ofOwner(String id) {
        return new OutreachFilter(null, null, null, null, null, new UserId(id));
    }

    private static OutreachFilter ofPerson(PersonId id) {
        return new OutreachFilter(null, id, null, null, null, null);
    }

    @Test
    void a_merged_person_gives_missing_data_and_all_opt_outs_to_the_other_one() {
        merge(TWIN, OLD);

        assertThat(use.directory().people().get(OLD))
                .contains(new Person(
                        OLD,
                        "Zoe Old",
                        "CTO",
                        ACME,
                        "zoe@acme.example",
                        "+15550100",
                        "https://www.linkedin.com/in/zoe",
                        Set.of(Channel.LINKEDIN, Channel.PHONE)));
        assertThat(use.directory().people().get(TWIN)).isEmpty();
    }

    @Test
    void outreaches_follow_the_person_to_their_company_and_owner_with_their_histories() {
        move("out_old");
        move("out_twin");
        var history = storage.history(new OutreachId("out_twin"));

        merge(TWIN, OLD);

        assertThat(outreaches()).containsExactly("out_old", "out_twin", "out_call", "out_third");
        assertThat(storage.get(new OutreachId("out_twin")).personId()).isEqualTo(OLD);
        assertThat(storage.history(new OutreachId("out_twin"))).isEqualTo(history);
        assertThat(count(ofPerson(OLD))).isEqualTo(3);
        assertThat(count(ofPerson(TWIN))).isEqualTo(3);
        assertThat(count(ofCompany(ACME))).isEqualTo(3);
        assertThat(count(ofOwner("usr_ann"))).isEqualTo(3);
        assertThat(count(ofCompany(BOLT))).isEqualTo(1);
        assertThat(count(ofOwner("usr_bob"))).isEqualTo(1);
    }

    @Test
    void an_outreach_that_never_moved_is_replaced_by_the_other_one_on_its_channel_which_takes_over_the_sequence() {
        move("out_old");

        var merge = merge(TWIN, OLD);

        assertThat(merge.replaced()).containsExactly(Map.entry(new OutreachId("out_twin"), new OutreachId("out_old")));
        assertThat(storage.find(new OutreachId("out_twin"))).isEmpty();
        assertThat(use.outreaches().get().successor(new OutreachId("out_twin"))).contains(new OutreachId("out_old"));
        assertThat(storage.get(new OutreachId("out_old")).sequenceId()).contains(new SequenceId("seq_1"));
    }

    @Test
    void the_survivors_outreach_is_replaced_if_only_the_other_one_moved() {
        move("out_twin");

        merge(TWIN, OLD);

        assertThat(storage.find(new OutreachId("out_old"))).isEmpty();
        assertThat(storage.get(new OutreachId("out_twin")).personId()).isEqualTo(OLD);
        assertThat(use.outreaches().get().successor(new OutreachId("out_old"))).contains(new OutreachId("out_twin"));
    }

    @Test
    void the_old_id_leads_to_the_survivor_along_a_chain_of_merges() {
        merge(THIRD, TWIN);
        merge(TWIN, OLD);

        assertThat(use.directory().people().successor(TWIN)).contains(OLD);
        assertThat(use.directory().people().successor(THIRD)).contains(OLD);
        assertThat(use.directory().people().successor(OLD)).isEmpty();
        assertThat(use.outreaches().get().successor(new OutreachId("out_third")))
                .contains(new OutreachId("out_old"));
    }

    @Test
    void a_merged_id_is_never_given_to_a_new_record_and_still_takes_outreaches() {
        merge(TWIN, OLD);

        assertThat(use.directory().people().create(TWIN, id -> person("per_twin", "com_acme", null, null)))
                .isEqualTo(new Creation.IdTaken<>(TWIN));
        assertThat(use.outreaches()
                        .open()
                        .open(
                                new OpenOutreach.Request(new OutreachId("out_twin"), Channel.EMAIL, OLD, null, true),
                                MAYA))
                .isInstanceOf(OpenOutreach.Result.IdTaken.class);
        assertThat(use.outreaches()
                        .open()
                        .open(new OpenOutreach.Request(new OutreachId("out_x"), Channel.EMAIL, TWIN, null, true), MAYA))
                .isInstanceOfSatisfying(
                        OpenOutreach.Result.Opened.class,
                        opened -> assertThat(opened.outreach().personId()).isEqualTo(OLD));
    }

    @Test
    void an_event_announces_the_merge() {
        merge(TWIN, OLD);

        assertThat(events())
                .filteredOn(event -> event.change() instanceof Event.Change.Merged)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type().value()).isEqualTo("person.merged");
                    assertThat(event.outreachId()).isNull();
                    assertThat(event.change()).isEqualTo(new Event.Change.Merged(TWIN, OLD));
                    assertThat(event.actor()).isEqualTo("maya");
                    assertThat(event.at()).isEqualTo(NOW);
                });
    }

    @Test
    void a_dry_run_answers_what_a_merge_would_change_and_changes_nothing() {
        var would = use.directory().mergePeople().merge(TWIN, OLD, MAYA, true);

        assertThat(use.directory().people().get(TWIN)).isPresent();
        assertThat(storage.find(new OutreachId("out_twin"))).isPresent();
        assertThat(use.directory().mergePeople().merge(TWIN, OLD, MAYA, false)).isEqualTo(would);
    }

    @Test
    void people_who_are_missing_merged_or_the_same_are_not_merged() {
        var merging = use.directory().mergePeople();
        var missing = new PersonId("per_missing");

        assertThat(merging.merge(missing, OLD, MAYA, false)).isEqualTo(new Result.NotFound<>(missing));
        assertThat(merging.merge(OLD, missing, MAYA, false)).isEqualTo(new Result.IntoNotFound<>(missing));
        assertThat(merging.merge(OLD, OLD, MAYA, false)).isEqualTo(new Result.SameRecord<>(OLD));
        merge(TWIN, OLD);
        assertThat(merging.merge(TWIN, OLD, MAYA, false)).isEqualTo(new Result.MergedBefore<>(TWIN, OLD));
        assertThat(merging.merge(OLD, TWIN, MAYA, false)).isEqualTo(new Result.SameRecord<>(OLD));
        assertThat(merge(THIRD, TWIN).into().id()).isEqualTo(OLD);
    }

    @Test
    void a_merged_company_gives_its_facts_people_and_outreaches_to_the_other_one() {
        storage.write(stored -> {
            var bolt = stored.companies().lock(BOLT).orElseThrow();
            stored.companies()
                    .save(new Company(
                            BOLT,
                            bolt.name(),
                            bolt.ownerId(),
                            bolt.profile().withDomain("bolt.example"),
                            bolt.enrichment()));
            var acme = stored.companies().lock(ACME).orElseThrow();
            stored.companies().save(new Company(ACME, acme.name(), null, acme.profile(), acme.enrichment()));
        });

        var merging = use.directory().mergeCompanies();
        var would = merging.merge(BOLT, ACME, MAYA, true);
        var merged = merging.merge(BOLT, ACME, MAYA, false);

        assertThat(merged).isEqualTo(would);
        assertThat(merged).isInstanceOfSatisfying(Result.Merged.class, done -> {
            assertThat(done.people()).isEqualTo(2);
            assertThat(done.outreaches()).isEqualTo(3);
            assertThat(((CompanyMerge) done.merge()).into().profile().domain()).isEqualTo("bolt.example");
        });
        assertThat(use.directory().companies().get(ACME).orElseThrow())
                .extracting(Company::ownerId, company -> company.profile().domain())
                .containsExactly(new UserId("usr_bob"), "bolt.example");
        assertThat(use.directory().companies().get(BOLT)).isEmpty();
        assertThat(use.directory().companies().successor(BOLT)).contains(ACME);
        assertThat(use.directory().people().get(TWIN).orElseThrow().companyId()).isEqualTo(ACME);
        assertThat(count(ofCompany(ACME))).isEqualTo(4);
        assertThat(count(ofCompany(BOLT))).isEqualTo(4);
        assertThat(count(ofOwner("usr_bob"))).isEqualTo(4);
        assertThat(count(ofOwner("usr_ann"))).isZero();
        assertThat(events())
                .filteredOn(event -> event.type().value().equals("company.merged"))
                .extracting(
                        event -> event.change().before(),
                        event -> event.change().after())
                .containsExactly(tuple("com_bolt", "com_acme"));
    }

    private Job run(Job job) {
        var jobs = OutreachServices.jobs(storage.transactions(), CLOCK);
        while (jobs.run(job.id().value()).isPresent()) {}
        return use.outreaches().getJob().get(job.id()).orElseThrow().job();
    }

    private List<String> duplicates() {
        return use.directory().duplicates().people(null, PageRequest.first()).items().stream()
                .map(MergeContract::text)
                .toList();
    }

    private static String text(Duplicate<Person> duplicate) {
        return "%s %s %s %s"
                .formatted(
                        duplicate.from().id(),
                        duplicate.into().id(),
                        duplicate.likeness().reason().value(),
                        duplicate.likeness().confidence().value());
    }

    @Test
    void a_search_finds_the_pairs_and_replaces_those_of_the_search_before() {
        var search = use.directory().duplicates();
        var job = search.search(DuplicateKind.PEOPLE, MAYA);

        assertThat(search.search(DuplicateKind.PEOPLE, MAYA)).isEqualTo(job);
        assertThat(storage.tasks().apply(TaskKind.JOB)).containsKey(job.id().value());
        assertThat(run(job))
                .extracting(Job::status, Job::totalCount, Job::successCount)
                .containsExactly(JobStatus.COMPLETED, 3L, 3L);
        assertThat(duplicates())
                .containsExactlyInAnyOrder("per_twin per_old email exact", "per_third per_twin linkedin_url exact");

        use.directory()
                .people()
                .update(
                        THIRD,
                        person ->
                                new Person(THIRD, "Yan", null, BOLT, "yan@bolt.example", null, null, person.optOuts()),
                        any -> true);
        var later = Services.over(storage.transactions(), InstantSource.fixed(NOW.plusSeconds(1)), new Random(1));
        run(later.directory().duplicates().search(DuplicateKind.PEOPLE, MAYA));

        assertThat(duplicates()).containsExactly("per_twin per_old email exact");
    }

    @Test
    void a_job_merges_the_exact_pairs_and_leads_chains_to_one_record() {
        run(use.directory().duplicates().search(DuplicateKind.PEOPLE, MAYA));

        var job = run(use.directory().duplicates().mergeExact(DuplicateKind.PEOPLE, MAYA));

        assertThat(job)
                .extracting(Job::status, Job::totalCount, Job::successCount, Job::refusedCount)
                .containsExactly(JobStatus.COMPLETED, 2L, 2L, 0L);
        assertThat(duplicates()).isEmpty();
        assertThat(use.directory().people().successor(THIRD)).contains(OLD);
        assertThat(use.directory().people().successor(TWIN)).contains(OLD);
    }

    @Test
    void a_pair_that_is_no_longer_exact_is_not_merged() {
        run(use.directory().duplicates().search(DuplicateKind.PEOPLE, MAYA));
        use.directory()
                .people()
                .update(
                        TWIN,
                        person -> new Person(TWIN, "Yan", null, BOLT, "yan@bolt.example", null, null, Set.of()),
                        any -> true);

        var job = run(use.directory().duplicates().mergeExact(DuplicateKind.PEOPLE, MAYA));

        assertThat(job).extracting(Job::successCount, Job::refusedCount).containsExactly(0L, 2L);
        assertThat(use.directory().people().get(TWIN)).isPresent();
    }

    @Test
    void companies_with_one_domain_or_one_name_are_found_and_those_with_one_domain_merged() {
        storage.write(stored -> {
            stored.companies()
                    .create(
                            new Company(
                                    new CompanyId("com_1"),
                                    "Delta",
                                    null,
                                    Company.Profile.BLANK.withDomain("delta.example"),
                                    Company.Enrichment.NEVER),
                            NOW);
            stored.companies()
                    .create(
                            new Company(
                                    new CompanyId("com_2"),
                                    "Delta Ltd",
                                    null,
                                    Company.Profile.BLANK.withDomain("delta.example"),
                                    Company.Enrichment.NEVER),
                            NOW.plusSeconds(1));
            stored.companies().create(Company.named(new CompanyId("com_3"), "  ACME ", null), NOW.plusSeconds(2));
        });

        run(use.directory().duplicates().search(DuplicateKind.COMPANIES, MAYA));

        assertThat(use.directory()
                        .duplicates()
                        .companies(null, PageRequest.first())
                        .items())
                .extracting(
                        pair -> pair.from().id().value(),
                        pair -> pair.into().id().value(),
                        pair -> pair.likeness().reason().value(),
                        pair -> pair.likeness().confidence().value())
                .containsExactlyInAnyOrder(
                        tuple("com_2", "com_1", "domain", "exact"), tuple("com_3", "com_acme", "name", "likely"));
        assertThat(run(use.directory().duplicates().mergeExact(DuplicateKind.COMPANIES, MAYA))
                        .successCount())
                .isEqualTo(1);
        assertThat(use.directory().companies().successor(new CompanyId("com_2")))
                .contains(new CompanyId("com_1"));
    }

    private ImportRun run(TestFile file) {
        return ImportServices.files(
                        storage.transactions(), CLOCK, RANDOM, ImportContract.FORMATS, ImportContract.SORTER)
                .run(new ImportFiles.Request(List.of(file), null, false));
    }

    @Test
    void imports_accept_the_ids_of_merged_people_companies_and_outreaches_and_change_nothing_again() {
        merge(TWIN, OLD);
        use.directory().mergeCompanies().merge(BOLT, ACME, MAYA, false);
        var files = List.of(
                TestFile.of(ImportKind.PEOPLE, "id|name|title|company_id", "per_twin|Zoe New|CEO|com_bolt"),
                TestFile.of(
                        ImportKind.OUTREACHES,
                        "id|channel|person_id|current_state",
                        "out_twin|email|per_twin|new",
                        "out_fresh|linkedin|per_third|new"),
                TestFile.of(ImportKind.COMPANIES, "id|name|domain", "com_bolt|Bolt|bolt.example"));

        for (var file : files) {
            assertThat(run(file).progress().counts().rejected()).as(file.name()).isZero();
        }

        assertThat(use.directory().people().get(OLD).orElseThrow())
                .extracting(Person::name, Person::title, Person::companyId)
                .containsExactly("Zoe New", "CEO", ACME);
        assertThat(use.directory().people().get(TWIN)).isEmpty();
        assertThat(use.directory().companies().get(ACME).orElseThrow().name()).isEqualTo("Bolt");
        assertThat(use.directory().companies().get(BOLT)).isEmpty();
        assertThat(storage.find(new OutreachId("out_twin"))).isEmpty();
        for (var file : files) {
            var again = run(file).progress().counts();
            assertThat(again.created() + again.updated() + again.rejected())
                    .as(file.name())
                    .isZero();
        }
    }

    @Test
    void contacts_whose_address_a_merge_dropped_are_the_survivor_when_they_are_imported_again() {
        var contacts = TestFile.of(
                ImportKind.CONTACTS,
                "person|email|company",
                "Uma|uma@delta.example|Delta",
                "Uma U|uma.u@delta.example|Delta Ltd");
        assertThat(run(contacts).progress().counts().created()).isEqualTo(6);
        var uma = person("uma@delta.example");
        use.directory().mergePeople().merge(person("uma.u@delta.example").id(), uma.id(), MAYA, false);
        use.directory()
                .mergeCompanies()
                .merge(company("Delta Ltd").id(), company("Delta").id(), MAYA, false);

        assertThat(run(contacts).progress().counts())
                .extracting(ImportCounts::created, ImportCounts::rejected)
                .containsExactly(0L, 0L);

        assertThat(person("uma@delta.example").id()).isEqualTo(uma.id());
        assertThat(use.directory().people().list(people("uma.u@delta.example")).totalCount())
                .isZero();
        assertThat(company("Delta").name()).isEqualTo("Delta");
    }

    private static PersonQuery people(String email) {
        return new PersonQuery(new PersonFilter(null, null, email), NameSort.NEWEST_FIRST, PageRequest.first());
    }

    private Person person(String email) {
        return use.directory().people().list(people(email)).items().get(0);
    }

    private Company company(String name) {
        var filter = new CompanyFilter(name, null, null, Set.of(), null, Range.open(), Range.open(), false);
        return use
                .directory()
                .companies()
                .list(new CompanyQuery(filter, CompanySort.NEWEST_FIRST, PageRequest.first()))
                .items()
                .stream()
                .filter(company -> company.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
