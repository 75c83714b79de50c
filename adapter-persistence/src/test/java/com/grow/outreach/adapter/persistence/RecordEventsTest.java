package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change.BulkChanged;
import com.grow.outreach.domain.Event.Change.Updated;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of companies, people, sequences, users, imports and jobs, and of bulk changes. */
class RecordEventsTest {

    private static final CompanyId ACME = new CompanyId("com_1");
    private static final CompanyId BOLT = new CompanyId("com_2");
    private static final PersonId ANN = new PersonId("per_1");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void fill() {
        DATABASE.fill(new TestBook()
                .user("usr_1", "Maya")
                .user("usr_2", "Ben")
                .company("com_1", "Acme", "usr_1")
                .company("com_2", "Bolt", "usr_1")
                .person("per_1", "com_1")
                .person("per_2", "com_2")
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, null)
                .outreach("out_2", "per_1", Channel.PHONE, OutreachState.READY, null));
    }

    /** Returns the events as their type, record and details. */
    private static List<String> events() {
        DATABASE.sql().execute("select sequence_events()");
        return DATABASE.transactions().read(stored -> stored.events().after(new EventPosition(0), 10_000)).stream()
                .map(RecordEventsTest::text)
                .toList();
    }

    private static String text(Event event) {
        var type = event.type().value();
        return switch (event.change()) {
            case Updated updated -> "%s %s %s".formatted(type, event.recordId(), updated.fields());
            case BulkChanged bulk -> "%s %s".formatted(type, bulk.ids());
            default -> event.recordId() == null ? type : "%s %s".formatted(type, event.recordId());
        };
    }

    @Test
    void changes_of_single_records_have_events_with_the_changed_fields() {
        var carl = new Person(new PersonId("per_3"), "Carl", null, ACME, null, null, null);
        DATABASE.transactions().write(stored -> stored.people().create(carl, TestBook.START));
        DATABASE.transactions().write(stored -> {
            stored.people().save(new Person(carl.id(), "Carla", null, BOLT, null, null, null));
            return null;
        });
        DATABASE.transactions().write(stored -> {
            stored.people().delete(carl.id());
            return null;
        });

        assertThat(events())
                .containsExactly(
                        "person.created per_3", "person.updated per_3 [company_id, name]", "person.deleted per_3");
    }

    @Test
    void an_opt_out_changes_the_person() {
        DATABASE.transactions().write(stored -> {
            var ann = stored.people().lock(ANN).orElseThrow();
            stored.people().save(ann.optedOutOf(Set.of(Channel.PHONE)));
            return null;
        });

        assertThat(events()).containsExactly("person.updated per_1 [opt_outs]");
    }

    @Test
    void sequences_and_users_have_events_and_a_write_without_a_change_has_none() {
        DATABASE.transactions().write(stored -> {
            stored.sequences().create(new Sequence(new SequenceId("seq_1"), "Welcome"), TestBook.START);
            stored.sequences().save(new Sequence(new SequenceId("seq_1"), "Hello"));
            stored.sequences().save(new Sequence(new SequenceId("seq_1"), "Hello"));
            stored.users().create(new User(new UserId("usr_3"), "Zoe", "zoe@grow.example"), TestBook.START);
            stored.users().save(new User(new UserId("usr_3"), "Zoe", "z@grow.example"));
            stored.users().delete(new UserId("usr_3"));
            return null;
        });

        assertThat(events())
                .containsExactly(
                        "sequence.created seq_1",
                        "sequence.updated seq_1 [name]",
                        "user.created usr_3",
                        "user.updated usr_3 [email]",
                        "user.deleted usr_3");
    }

    @Test
    void outreaches_that_follow_their_company_to_another_owner_are_a_bulk_change() {
        DATABASE.transactions().write(stored -> {
            var acme = stored.companies().lock(ACME).orElseThrow();
            stored.companies().save(new Company(ACME, "Acme", new UserId("usr_2"), acme.profile(), acme.enrichment()));
            return null;
        });

        assertThat(events())
                .containsExactly("company.updated com_1 [owner_id]", "outreach.bulk_changed [out_1, out_2]");
    }

    @Test
    void a_merge_has_the_events_of_its_changes_but_no_deletion_of_the_merged_record() {
        DATABASE.transactions().write(stored -> {
            var companies = stored.merges().lockCompanies(List.of(ACME, BOLT));
            stored.merges()
                    .saveCompanies(
                            List.of(CompanyMerge.of(
                                    requireNonNull(companies.get(ACME)), requireNonNull(companies.get(BOLT)))),
                            Cause.UNKNOWN,
                            TestBook.START);
            return null;
        });
        DATABASE.transactions().write(stored -> {
            var people = stored.merges().lockPeople(List.of(ANN, new PersonId("per_2")));
            stored.merges()
                    .savePeople(
                            List.of(PersonMerge.of(
                                    requireNonNull(people.get(new PersonId("per_2"))),
                                    requireNonNull(people.get(ANN)),
                                    List.of(),
                                    List.of())),
                            Cause.UNKNOWN,
                            TestBook.START);
            return null;
        });

        assertThat(events())
                .contains("person.updated per_1 [company_id]", "company.merged com_2", "person.merged per_1")
                .contains("outreach.bulk_changed [out_1, out_2]")
                .noneMatch(event -> event.contains("deleted"));
    }

    @Test
    void bulk_changes_are_one_event_for_a_hundred_records() {
        DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("set local grow.bulk = 'on'");
            transaction.dsl().execute("""
                    insert into sequences (public_id, created_at, name)
                    select 'seq_' || n, now(), 'Sequence ' || n from generate_series(1, 250) n
                    """);
            transaction.dsl().execute("update people set name = 'Somebody'");
        });

        assertThat(events())
                .hasSize(4)
                .satisfies(all -> assertThat(all.getFirst())
                        .startsWith("sequence.bulk_changed [seq_1, seq_2,")
                        .endsWith("seq_99, seq_100]"))
                .satisfies(all -> assertThat(all.get(2)).endsWith("seq_249, seq_250]"))
                .endsWith("person.bulk_changed [per_1, per_2]");
    }

    @Test
    void a_statement_that_changes_more_than_a_hundred_records_is_a_bulk_change() {
        DATABASE.sql().execute("""
                insert into sequences (public_id, created_at, name)
                select 'seq_' || n, now(), 'Sequence ' || n from generate_series(1, 101) n
                """);
        DATABASE.sql().execute("delete from sequences where name <> 'Sequence 1'");
        DATABASE.sql().execute("update sequences set name = 'One'");

        assertThat(events())
                .hasSize(102 + 1)
                .satisfies(all -> assertThat(all.get(1)).isEqualTo("sequence.bulk_changed [seq_101]"))
                .contains("sequence.deleted seq_2")
                .endsWith("sequence.updated seq_1 [name]");
    }

    @Test
    void jobs_publish_their_start_and_their_end() {
        var jobs = List.of("completed", "stopped", "failed");
        for (var status : jobs) {
            DATABASE.transactions()
                    .write(stored -> stored.jobs()
                            .add(
                                    new JobRequest(
                                            new Unassignment(), OutreachFilter.ALL, Set.of(), Cause.UNKNOWN, false),
                                    1,
                                    TestBook.START));
            DATABASE.sql().execute("update jobs set status = 'running' where status = 'queued'");
            DATABASE.sql().execute("update jobs set success_count = 1 where status = 'running'");
            DATABASE.sql().execute("update jobs set status = ?, finished_at = now() where status = 'running'", status);
        }

        assertThat(events())
                .containsExactly(
                        "job.started job_1",
                        "job.completed job_1",
                        "job.started job_2",
                        "job.stopped job_2",
                        "job.started job_3",
                        "job.failed job_3");
    }

    @Test
    void imports_publish_their_start_and_their_end() {
        DATABASE.sql().execute("""
                insert into imports (public_id, fingerprint, files, status, dry_run, file, read_count, history_read_count,
                  created_count, updated_count, unchanged_count, rejected_count, created_at)
                values ('imp_1', 'x', '{a.csv}', 'uploading', false, 0, 0, 0, 0, 0, 0, 0, now())
                """);
        for (var status : List.of("running", "running", "completed")) {
            DATABASE.sql().execute("update imports set status = ?", status);
        }
        DATABASE.sql().execute("delete from imports");

        assertThat(events()).containsExactly("import.started imp_1", "import.completed imp_1");
    }

    @Test
    void the_load_of_an_empty_database_resets_the_feed() {
        DATABASE.clear();
        assertThat(events()).isEmpty();
        DATABASE.database()
                .bookLoader()
                .loadIfEmpty(new TestBook().outreach("out_1").build());

        assertThat(events()).containsExactly("reset");
    }

    @Test
    void the_load_of_a_new_database_publishes_nothing() {
        DATABASE.clear();
        DATABASE.sql().execute("update event_feed set incarnation = null");
        DATABASE.database()
                .bookLoader()
                .loadIfEmpty(new TestBook().outreach("out_1").build());

        assertThat(events()).isEmpty();
    }
}
