package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.book.BookAuditor.Finding;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JooqBookAuditorTest {

    private static final String STATES = "Every outreach is in the state in which its history ends";
    private static final String CHAINS = "Every history is a chain";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void fill() {
        DATABASE.fill(new TestBook()
                .user("usr_2", "Bob")
                .company("com_1", "Acme", "usr_1")
                .company("com_2", "Bolt", null)
                .person("per_2", "com_2")
                .outreachThrough("out_1", STARTING, WAITING, READY)
                .outreachThrough("out_2", NOT_AVAILABLE)
                .outreach("out_3", "per_2", Channel.PHONE, OutreachState.NEW, "seq_1"));
    }

    private static List<Finding> audit(int examples) {
        var findings = new ArrayList<Finding>();
        DATABASE.database().auditor().audit(examples, findings::add);
        return findings;
    }

    private static List<Finding> wrong() {
        return audit(10).stream()
                .filter(finding -> finding.contradictions() > 0)
                .toList();
    }

    /** Changes rows without triggers and constraints. */
    private static void disturb(String sql) {
        DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("set local session_replication_role = replica");
            assertThat(transaction.dsl().execute(sql)).as(sql).isPositive();
        });
    }

    @Test
    void finds_nothing_in_consistent_data() {
        assertThat(audit(3)).hasSize(10).allSatisfy(finding -> {
            assertThat(finding.claim()).isNotBlank();
            assertThat(finding.contradictions()).as(finding.claim()).isZero();
            assertThat(finding.examples()).isEmpty();
        });
    }

    @Test
    void finds_nothing_after_changes_with_and_without_folding() {
        var use = Services.over(DATABASE.transactions(), InstantSource.system(), new Random(1));
        use.outreaches()
                .open()
                .open(
                        new OpenOutreach.Request(null, Channel.EMAIL, new PersonId("per_2"), new SequenceId("seq_1")),
                        Cause.UNKNOWN);
        use.outreaches().delete().delete(new OutreachId("out_3"), Cause.UNKNOWN, outreach -> true);
        use.directory()
                .companies()
                .update(new CompanyId("com_2"), known -> Company.named(known.id(), "Zulu", null), known -> true);
        assertThat(wrong()).isEmpty();

        DATABASE.sql().execute("select fold_outreach_counts()");
        assertThat(wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update outreaches set current_state = 'waiting' where public_id = 'out_2' | out_2 is in 'waiting' after position 10, and its history ends in 'not_available' at position 10
            update outreaches set last_sort_key = 20 where public_id = 'out_2'         | out_2 is in 'not_available' after position 20, and its history ends in 'not_available' at position 10
            update outreaches set current_state = 'ready' where public_id = 'out_3'    | out_3 is in 'ready' after position 0, and its history ends in 'new' at position 0
            delete from outreach_transitions where sort_key = 30                       | out_1 is in 'ready' after position 30, and its history ends in 'waiting' at position 20
            """)
    void finds_a_state_that_differs_from_the_history(String disturbance, String example) {
        disturb(disturbance);

        assertThat(wrong()).first().satisfies(finding -> {
            assertThat(finding.claim()).startsWith(STATES);
            assertThat(finding.contradictions()).isEqualTo(1);
            assertThat(finding.examples()).containsExactly(example);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from outreach_transitions where sort_key = 20 | out_1 moved from 'waiting' to 'ready' at position 30, when it was in 'starting'
            update outreach_transitions set from_state = 'waiting' where to_state = 'not_available' | out_2 moved from 'waiting' to 'not_available' at position 10, when it was in 'new'
            update outreach_transitions set to_state = 'ready' where sort_key = 20 | out_1 moved from 'starting' to 'ready' at position 20, when it was in 'starting'
            insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at) values (99, 10, 'new', 'starting', now()) | a missing outreach moved from 'new' to 'starting' at position 10, when it was in 'new'
            """)
    void finds_a_history_with_transitions_that_are_not_allowed(String disturbance, String example) {
        disturb(disturbance);

        assertThat(wrong()).first().satisfies(finding -> {
            assertThat(finding.claim()).isEqualTo(CHAINS + " of allowed transitions that begins in 'new'");
            assertThat(finding.examples()).contains(example);
        });
    }

    @Test
    void finds_a_time_that_differs_from_the_history() {
        disturb("update outreaches set moved_at = null where public_id = 'out_2'");

        assertThat(wrong()).first().satisfies(finding -> {
            assertThat(finding.claim()).startsWith("Every outreach has the time of the last transition");
            assertThat(finding.examples()).first().asString().startsWith("out_2 moved last at no time");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update people set company_id = 2 where public_id = 'per_1'   | out_1 has company com_1 and owner usr_1; its person is at com_2, which is owned by nobody
            update companies set owner_id = 1 where public_id = 'com_1' | out_1 has company com_1 and owner usr_1; its person is at com_1, which is owned by usr_2
            update companies set owner_id = null where public_id = 'com_1' | out_1 has company com_1 and owner usr_1; its person is at com_1, which is owned by nobody
            delete from people where public_id = 'per_1'                 | out_1 has company com_1 and owner usr_1; its person is at no company, which is owned by nobody
            """)
    void finds_an_outreach_with_other_ids_than_its_person_and_company(String disturbance, String example) {
        disturb(disturbance);

        assertThat(wrong()).first().satisfies(finding -> {
            assertThat(finding.claim()).startsWith("Every outreach has the company of its person");
            assertThat(finding.contradictions()).isEqualTo(2);
            assertThat(finding.examples()).first().isEqualTo(example);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update outreach_counts set n = n + 2 where grain = 60 and current_state = 'ready' | 2 too many: outreaches in state ready, by email
            delete from outreach_counts where grain = 52 | 1 too few: outreaches in state new, by phone, created on 2026-03-02
            insert into outreach_count_deltas (owner_id, company_id, person_id, created_on, changed_on, current_state, channel, n) values (2, 1, 1, '2026-03-02', '2026-03-02', 'ready', 'email', -1) | 1 too few: outreaches in state ready, by email, owned by usr_1
            """)
    void finds_a_wrong_counter_of_outreaches(String disturbance, String example) {
        disturb(disturbance);

        assertThat(wrong()).first().satisfies(finding -> {
            assertThat(finding.claim()).startsWith("The counts of outreaches");
            assertThat(finding.examples()).anyMatch(text -> text.startsWith(example));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update company_block_counts set n = n + 5 where current_state = 'ready' | 5 too many: outreaches in state ready, by email, to companies of block 0, which begins with 'Acme'
            delete from company_block_counts where channel = 'phone' | 1 too few: outreaches in state new, by phone
            """)
    void finds_a_wrong_counter_of_a_block(String disturbance, String example) {
        disturb(disturbance);

        assertThat(wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.claim()).startsWith("The counts by block of companies");
            assertThat(finding.examples()).anyMatch(text -> text.startsWith(example));
        });
    }

    @Test
    void finds_a_wrong_counter_of_rows() {
        disturb("delete from users where public_id = 'usr_2'");
        disturb("update row_counts set n = 7 where table_name = 'sequences'");

        assertThat(wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.claim()).startsWith("The numbers of users");
            assertThat(finding.examples())
                    .containsExactly("2 users are counted, but 1 exist", "7 sequences are counted, but 1 exist");
        });
    }

    @Test
    void finds_a_wrong_counter_of_the_people_of_an_owner() {
        disturb("update people_counts set n = n + 5");

        assertThat(wrong())
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples())
                        .anyMatch(text ->
                                text.matches("\\d+ people of (usr_\\w+|no owner) are counted, but \\d+ exist")));
    }

    @Test
    void finds_a_wrong_counter_of_a_name_part() {
        disturb("update companies set name = 'Ecme' where name = 'Acme'");

        assertThat(wrong())
                .filteredOn(finding -> finding.claim().contains("parts of names"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples())
                        .contains(
                                "1 too many: companies with 'acm' in their names",
                                "1 too few: companies with 'ecm' in their names"));
    }

    @Test
    void counts_all_findings_and_shows_the_requested_number_of_examples() {
        disturb("update outreaches set current_state = 'waiting'");

        assertThat(audit(2).getFirst().contradictions()).isEqualTo(3);
        assertThat(audit(2).getFirst().examples()).hasSize(2);
        assertThat(audit(0).getFirst().contradictions()).isEqualTo(3);
        assertThat(audit(0).getFirst().examples()).isEmpty();
    }
}
