package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.grow.outreach.domain.Company.Enrichment;
import com.grow.outreach.domain.Company.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeTest {

    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private static final PersonId OLD = new PersonId("per_old");
    private static final PersonId NEW = new PersonId("per_new");

    private static Person person(PersonId id) {
        return new Person(id, "Ann", null, new CompanyId("com_1"), null, null, null);
    }

    private static Outreach outreach(String id, PersonId person, boolean moved, @Nullable String sequence) {
        return Outreach.restore(
                new OutreachId(id),
                Channel.EMAIL,
                person,
                sequence == null ? null : new SequenceId(sequence),
                moved ? OutreachState.STARTING : OutreachState.NEW,
                moved ? 10 : 0);
    }

    private static PersonMerge merge(List<Outreach> from, List<Outreach> into) {
        return PersonMerge.of(person(OLD), person(NEW), from, into);
    }

    private static Map<OutreachId, OutreachId> replaced(String id, String by) {
        return Map.of(new OutreachId(id), new OutreachId(by));
    }

    @Test
    void the_survivor_keeps_known_data_gets_missing_data_and_all_opt_outs() {
        var from = new Person(
                OLD,
                "A. Berg",
                "CTO",
                new CompanyId("com_2"),
                "a@b.example",
                "+1",
                "https://l/in/a",
                Set.of(Channel.EMAIL));
        var into = new Person(
                NEW, "Ann", null, new CompanyId("com_1"), "ann@b.example", null, null, Set.of(Channel.PHONE));

        assertThat(PersonMerge.of(from, into, List.of(), List.of()).into())
                .isEqualTo(new Person(
                        NEW,
                        "Ann",
                        "CTO",
                        new CompanyId("com_1"),
                        "ann@b.example",
                        "+1",
                        "https://l/in/a",
                        Set.of(Channel.EMAIL, Channel.PHONE)));
    }

    @Test
    void outreaches_on_one_channel_that_moved_all_stay() {
        var from = outreach("out_1", OLD, true, null);

        var merge = merge(List.of(from), List.of(outreach("out_2", NEW, true, null)));

        assertThat(merge.moved()).containsExactly(from);
        assertThat(merge.replaced()).isEmpty();
    }

    @Test
    void an_outreach_that_never_moved_is_replaced_by_the_other_one() {
        var unmoved = outreach("out_1", OLD, false, null);
        var moved = outreach("out_2", NEW, true, null);

        assertThat(merge(List.of(unmoved), List.of(moved)).replaced()).isEqualTo(replaced("out_1", "out_2"));
        assertThat(merge(List.of(moved), List.of(unmoved)).replaced()).isEqualTo(replaced("out_1", "out_2"));
        assertThat(merge(List.of(moved), List.of(unmoved)).moved()).containsExactly(moved);
    }

    @Test
    void of_two_that_never_moved_the_survivors_stays() {
        var merge = merge(List.of(outreach("out_1", OLD, false, null)), List.of(outreach("out_2", NEW, false, null)));

        assertThat(merge.replaced()).isEqualTo(replaced("out_1", "out_2"));
        assertThat(merge.moved()).isEmpty();
    }

    @Test
    void outreaches_of_one_person_never_replace_each_other() {
        var twice = List.of(outreach("out_1", OLD, false, null), outreach("out_2", OLD, false, null));

        assertThat(merge(twice, List.of()).moved()).isEqualTo(twice);
        assertThat(merge(List.of(), twice).replaced()).isEmpty();
    }

    @Test
    void outreaches_on_other_channels_stay() {
        var call = Outreach.open(new OutreachId("out_1"), Channel.PHONE, OLD);

        assertThat(merge(List.of(call), List.of(outreach("out_2", NEW, false, null)))
                        .moved())
                .containsExactly(call);
    }

    @Test
    void the_replacement_takes_over_a_sequence_but_keeps_its_own() {
        var enrolled = outreach("out_1", OLD, false, "seq_1");

        assertThat(merge(List.of(enrolled), List.of(outreach("out_2", NEW, true, null)))
                        .enrolled())
                .containsExactly(outreach("out_2", NEW, true, "seq_1"));
        assertThat(merge(List.of(enrolled), List.of(outreach("out_2", NEW, true, "seq_2")))
                        .enrolled())
                .isEmpty();
    }

    @Test
    void a_company_keeps_known_facts_and_gets_missing_ones() {
        var us = List.of(new Country("US"));
        var from = new Company(
                new CompanyId("com_1"),
                "Acme Inc",
                new UserId("usr_1"),
                new Profile("acme.com", Fit.YES, List.of("SaaS"), us, 87),
                new Enrichment(EnrichmentStatus.COMPLETED, NOW));
        var into = Company.named(new CompanyId("com_2"), "Acme", null);

        var merged = CompanyMerge.of(from, into).into();

        assertThat(merged).isEqualTo(new Company(into.id(), "Acme", from.ownerId(), from.profile(), from.enrichment()));
        assertThat(CompanyMerge.of(Company.named(new CompanyId("com_3"), "Bolt", null), merged)
                        .into())
                .isEqualTo(merged);
        var other = new Company(
                new CompanyId("com_4"),
                "Other",
                new UserId("usr_2"),
                new Profile("other.com", Fit.NO, List.of("Retail"), List.of(new Country("DE")), 1),
                new Enrichment(EnrichmentStatus.FAILED, NOW.minusSeconds(1)));
        assertThat(CompanyMerge.of(other, merged).into()).isEqualTo(merged);
    }

    @Test
    void nothing_is_merged_into_itself() {
        var company = Company.named(new CompanyId("com_1"), "Acme", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonMerge.of(person(OLD), person(OLD), List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> CompanyMerge.of(company, company));
        assertThatIllegalArgumentException().isThrownBy(() -> new Event.Change.Merged(OLD, new CompanyId("com_1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Event(
                        new EventPosition(1), new OutreachId("out_1"), new Event.Change.Merged(OLD, NEW), NOW, null));
    }
}
