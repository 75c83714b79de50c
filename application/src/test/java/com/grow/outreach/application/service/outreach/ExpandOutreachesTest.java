package com.grow.outreach.application.service.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.Reference;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.References;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpandOutreachesTest {

    private final InMemoryStorage storage = InMemoryStorage.of(new TestBook()
            .company("com_1", "Acme", "usr_1")
            .company("com_2", "Bolt", null)
            .person("per_1", "com_1")
            .person("per_2", "com_2")
            .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.NEW, "seq_1")
            .outreach("out_2", "per_2", Channel.PHONE, OutreachState.NEW, null)
            .build());

    private final Outreach owned = outreach("out_1");
    private final Outreach unowned = outreach("out_2");

    @Test
    void returns_all_references() {
        var references = expand(EnumSet.allOf(Reference.class));

        assertThat(references.person(owned).orElseThrow().id()).isEqualTo(new PersonId("per_1"));
        assertThat(references.company(owned).orElseThrow().id()).isEqualTo(new CompanyId("com_1"));
        assertThat(references.sequence(owned).orElseThrow().id()).isEqualTo(new SequenceId("seq_1"));
        assertThat(references.owner(owned).orElseThrow().id()).isEqualTo(new UserId("usr_1"));
        assertThat(references.company(unowned).orElseThrow().id()).isEqualTo(new CompanyId("com_2"));
        assertThat(references.sequence(unowned)).isEmpty();
        assertThat(references.owner(unowned)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void returns_each_reference_alone(Reference reference) {
        var references = expand(EnumSet.of(reference));

        Optional<?> found = switch (reference) {
            case PERSON -> references.person(owned);
            case COMPANY -> references.company(owned);
            case SEQUENCE -> references.sequence(owned);
            case OWNER -> references.owner(owned);
            case MOVES -> references.moves(owned);
            case TIMES -> references.times(owned);
        };
        assertThat(found).isPresent();
    }

    @Test
    void does_not_load_references_that_were_not_requested() {
        assertThat(expand(Set.of(Reference.SEQUENCE)).people()).isEmpty();
        assertThat(expand(Set.of(Reference.PERSON)).companies()).isEmpty();
        assertThat(expand(Set.of(Reference.COMPANY)).users()).isEmpty();
        assertThat(expand(Set.of())).isSameAs(References.NONE);
    }

    private References expand(Set<Reference> references) {
        return OutreachServices.over(storage, InstantSource.fixed(TestBook.START), new Random(1))
                .expand()
                .expand(List.of(owned, unowned), references);
    }

    private Outreach outreach(String id) {
        return storage.read(stored -> stored.outreaches().find(new OutreachId(id)))
                .orElseThrow();
    }
}
