package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.grow.outreach.domain.Event.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTest {

    private static final OutreachId OUTREACH = new OutreachId("out_1");
    private static final PersonId PERSON = new PersonId("per_1");

    private static Event event(@Nullable Id recordId, Change change) {
        return new Event(new EventPosition(1), recordId, change, Instant.EPOCH, null);
    }

    @Test
    void an_event_has_a_record_of_the_kind_of_its_type() {
        assertThat(event(PERSON, new Change.Occurred(EventType.PERSON_CREATED)).outreachId())
                .isNull();
        assertThat(event(OUTREACH, new Change.Created(OutreachState.NEW)).outreachId())
                .isEqualTo(OUTREACH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(OUTREACH, new Change.Occurred(EventType.PERSON_CREATED)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(null, new Change.Occurred(EventType.PERSON_CREATED)));
    }

    @Test
    void a_change_of_many_records_has_no_single_record() {
        var change = new Change.BulkChanged(EventType.PERSON_BULK_CHANGED, List.of(PERSON));

        assertThat(event(null, change)
                        .with(new Change.BulkChanged(EventType.PERSON_BULK_CHANGED, List.of()))
                        .change())
                .isEqualTo(new Change.BulkChanged(EventType.PERSON_BULK_CHANGED, List.of()));
        assertThat(event(null, new Change.Reset()).type()).isEqualTo(EventType.RESET);
        assertThatIllegalArgumentException().isThrownBy(() -> event(PERSON, change));
        assertThatIllegalArgumentException().isThrownBy(() -> event(PERSON, new Change.Reset()));
    }

    @ParameterizedTest
    @EnumSource
    void a_type_is_found_by_its_value(EventType type) {
        assertThat(EventType.parse(type.value())).contains(type);
    }
}
