package com.grow.outreach.adapter.rest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static String json(@Nullable Id recordId, Change change) {
        var event = new Event(new EventPosition(7), recordId, change, Instant.EPOCH, null);
        return new String(EventJson.event(event), StandardCharsets.UTF_8);
    }

    @Test
    void an_update_names_the_changed_fields() {
        assertThat(json(
                        new CompanyId("com_1"),
                        new Change.Updated(EventType.COMPANY_UPDATED, List.of("domain", "name"))))
                .isEqualTo("""
                        {"type":"company.updated","outreach_id":null,"from":null,"to":null,\
                        "at":"1970-01-01T00:00:00Z","actor":null,"id":"com_1","changed":["domain","name"]}""");
    }

    @Test
    void a_bulk_change_has_the_number_and_the_ids_of_its_records() {
        assertThat(json(
                        null,
                        new Change.BulkChanged(
                                EventType.PERSON_BULK_CHANGED, List.of(new PersonId("per_1"), new PersonId("per_2")))))
                .isEqualTo("""
                        {"type":"person.bulk_changed","outreach_id":null,"from":null,"to":null,\
                        "at":"1970-01-01T00:00:00Z","actor":null,"id":null,"count":2,"ids":["per_1","per_2"]}""");
    }

    @Test
    void the_end_of_a_job_names_the_job() {
        assertThat(json(new JobId("job_1"), new Change.Occurred(EventType.JOB_COMPLETED)))
                .isEqualTo("""
                        {"type":"job.completed","outreach_id":null,"from":null,"to":null,\
                        "at":"1970-01-01T00:00:00Z","actor":null,"id":"job_1"}""");
    }
}
