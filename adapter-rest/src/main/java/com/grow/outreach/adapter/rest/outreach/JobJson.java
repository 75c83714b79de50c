package com.grow.outreach.adapter.rest.outreach;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.request.FilterValues;
import com.grow.outreach.adapter.rest.request.Moments;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachState;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A writer of jobs in JSON. */
final class JobJson {

    private JobJson() {}

    /** Returns a job with the changes that it could not make. */
    static byte[] job(Job job, List<BatchRefusal> refusals) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeFields(json, job);
            OutreachJson.write(json, refusals);
            json.writeEndObject();
        });
    }

    static byte[] page(Page<Job> page) {
        return Json.page(page, (json, job) -> {
            json.writeStartObject();
            writeFields(json, job);
            json.writeEndObject();
        });
    }

    private static void writeFields(JsonGenerator json, Job job) throws IOException {
        var request = job.request();
        json.writeStringField("id", job.id().value());
        json.writeStringField("kind", kind(job));
        json.writeStringField("status", job.status().value());
        json.writeNumberField("total_count", job.totalCount());
        json.writeNumberField("done_count", job.doneCount());
        json.writeNumberField("success_count", job.successCount());
        json.writeNumberField("refused_count", job.refusedCount());
        json.writeStringField("created_at", job.createdAt().toString());
        json.writeStringField(
                "finished_at",
                job.finishedAt() == null ? null : job.finishedAt().toString());
        json.writeBooleanField("dry_run", request.dryRun());
        switch (request.work()) {
            case Move(var state) -> json.writeStringField("state", state.value());
            case Unassignment _ -> json.writeNullField("sequence_id");
            case Undo(var undone) -> json.writeStringField("undoes", undone.value());
            case Assignment(var sequenceId) -> json.writeStringField("sequence_id", sequenceId.value());
            case DuplicateWork duplicates ->
                json.writeStringField("duplicates_of", duplicates.kind().value());
        }
        write(json, request);
        json.writeStringField("actor", request.cause().actor());
        json.writeStringField("reason", request.cause().reason());
        OutreachJson.writeMetadata(json, request.cause());
        json.writeStringField("detail", job.detail());
        if (job.undoableUntil() != null) {
            json.writeStringField("undoable_until", job.undoableUntil().toString());
        }
        write(json, "undone_by", text(job.undoneBy()));
    }

    /** Writes the selection. It has no filter if the outreaches were listed by id. */
    private static void write(JsonGenerator json, JobRequest request) throws IOException {
        if (request.filter() == null) {
            json.writeNullField("filter");
            return;
        }
        json.writeObjectFieldStart("filter");
        write(json, request.filter());
        json.writeEndObject();
        if (!request.except().isEmpty()) {
            json.writeNumberField("except_count", request.except().size());
        }
    }

    /** Returns the name of the endpoint that creates such a job. Moves to enrichment have an endpoint of their own. */
    private static String kind(Job job) {
        return switch (job.request().work()) {
            case Assignment _, Unassignment _ -> "batch_assign";
            case Undo _ -> "undo";
            case Move(var state) when state == OutreachState.ENRICHMENT -> "batch_start_enrichment";
            case Move _ -> "batch_transition_to";
            case DuplicateWork.Search _ -> "search_duplicates";
            case DuplicateWork.MergeExact _ -> "merge_exact_duplicates";
        };
    }

    /** Writes a filter in the form that a batch reads, so that commas separate several values. */
    private static void write(JsonGenerator json, OutreachFilter filter) throws IOException {
        write(json, "channel", listed(filter.channels().stream().map(Channel::value)));
        write(json, "person_id", listed(filter.people().stream().map(Id::value)));
        write(json, "company_id", listed(filter.companies().stream().map(Id::value)));
        write(json, "sequence_id", listed(filter.sequences()));
        write(json, "status", listed(filter.states().stream().map(OutreachState::value)));
        write(json, "owner", listed(filter.owners()));
        write(json, "person", filter.person());
        write(json, "created_after", Moments.textOfFrom(filter.created()));
        write(json, "created_before", Moments.textOfLast(filter.created()));
        write(json, "changed_after", Moments.textOfFrom(filter.changed()));
        write(json, "changed_before", Moments.textOfLast(filter.changed()));
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static String listed(AnyOf<? extends Id> choice) {
        return listed(Stream.concat(
                choice.values().stream().map(Id::value),
                choice.none() ? Stream.of(FilterValues.NONE) : Stream.empty()));
    }

    private static String listed(Stream<String> values) {
        return values.sorted().collect(joining(","));
    }
}
