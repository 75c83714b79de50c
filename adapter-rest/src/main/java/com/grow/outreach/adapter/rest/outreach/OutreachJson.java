package com.grow.outreach.adapter.rest.outreach;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.request.Cursor;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer of outreaches and of the results of changes in the documented JSON, with the documented order of fields. */
public final class OutreachJson {

    private OutreachJson() {}

    static byte[] outreach(Outreach outreach) {
        return outreach(outreach, Expansion.NONE);
    }

    /** Returns the outreach as it would be after a change that was a dry run. */
    static byte[] wouldBe(Outreach outreach) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeFields(json, outreach, Expansion.NONE);
            writeDryRun(json, true);
            json.writeEndObject();
        });
    }

    static byte[] outreach(Outreach outreach, Expansion expansion) {
        return Json.bytes(json -> write(json, outreach, expansion));
    }

    public static byte[] page(Page<Outreach> page, Expansion expansion) {
        return Json.page(page, (json, outreach) -> write(json, outreach, expansion));
    }

    static byte[] slice(Slice<Outreach> slice, int size, Expansion expansion) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var outreach : slice.items()) {
                write(json, outreach, expansion);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("pagination");
            json.writeNumberField("per_page", size);
            json.writeStringField("next_cursor", slice.next() == null ? null : Cursor.text(slice.next()));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static byte[] transitions(Page<Transition> page) {
        return Json.page(page, OutreachJson::write);
    }

    static byte[] stats(OutreachStats stats) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("total_count", stats.total());
            json.writeObjectFieldStart("by_state");
            for (var state : OutreachState.values()) {
                json.writeNumberField(state.value(), stats.count(state));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("by_channel");
            for (var channel : Channel.values()) {
                json.writeNumberField(channel.value(), stats.count(channel));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("by_state_and_channel");
            for (var state : OutreachState.values()) {
                json.writeObjectFieldStart(state.value());
                for (var channel : Channel.values()) {
                    json.writeNumberField(channel.value(), stats.count(state, channel));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Transition transition) throws IOException {
        json.writeStartObject();
        json.writeStringField("from_state", transition.fromState().value());
        json.writeStringField("to_state", transition.toState().value());
        json.writeStringField("created_at", transition.createdAt().toString());
        json.writeStringField("actor", transition.cause().actor());
        json.writeStringField("reason", transition.cause().reason());
        writeMetadata(json, transition.cause());
        json.writeEndObject();
    }

    static void writeMetadata(JsonGenerator json, Cause cause) throws IOException {
        json.writeFieldName("metadata");
        try (var metadata = Json.FACTORY.createParser(cause.metadata())) {
            for (var token = metadata.nextToken(); token != null; token = metadata.nextToken()) {
                json.copyCurrentEventExact(metadata);
            }
        }
    }

    /** Returns every state with its meaning and its successors, so that clients need not hard-code them. */
    static byte[] states() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var state : OutreachState.values()) {
                json.writeStartObject();
                json.writeStringField("state", state.value());
                json.writeStringField("meaning", state.meaning());
                json.writeArrayFieldStart("allowed_transitions");
                for (var next : state.allowedTransitions()) {
                    json.writeString(next.value());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Writes the states that the outreach can move to now, and the guards that block the others. */
    static void moves(JsonGenerator json, List<TransitionResult> moves) throws IOException {
        json.writeStartArray();
        for (var move : moves) {
            json.writeStartObject();
            switch (move) {
                case TransitionResult.Moved moved -> {
                    json.writeStringField(
                            "state", moved.outreach().currentState().value());
                    json.writeBooleanField("allowed", true);
                }
                case TransitionResult.Refused refused -> {
                    json.writeStringField("state", refused.to().value());
                    json.writeBooleanField("allowed", false);
                    if (refused instanceof TransitionResult.GuardRefused guarded) {
                        json.writeStringField("guard", guarded.guard().value());
                        json.writeStringField("reason", guarded.guard().reason());
                    }
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static byte[] currentState(Outreach outreach, boolean dryRun) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", outreach.id().value());
            json.writeStringField("current_state", outreach.currentState().value());
            writeDryRun(json, dryRun);
            json.writeEndObject();
        });
    }

    static byte[] assigned(int updatedCount, @Nullable Sequence sequence, List<BatchRefusal> refusals, boolean dryRun) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("updated_count", updatedCount);
            json.writeStringField("sequence_name", sequence == null ? null : sequence.name());
            write(json, refusals);
            writeDryRun(json, dryRun);
            json.writeEndObject();
        });
    }

    static byte[] moved(int successCount, List<BatchRefusal> refusals, boolean dryRun) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("success_count", successCount);
            write(json, refusals);
            writeDryRun(json, dryRun);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Outreach outreach, Expansion expansion) throws IOException {
        json.writeStartObject();
        writeFields(json, outreach, expansion);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Outreach outreach, Expansion expansion) throws IOException {
        json.writeStringField("id", outreach.id().value());
        json.writeStringField("channel", outreach.channel().value());
        json.writeStringField("person_id", outreach.personId().value());
        json.writeFieldName("sequence_id");
        json.writeString(outreach.sequenceId().map(SequenceId::value).orElse(null));
        json.writeStringField("current_state", outreach.currentState().value());
        expansion.write(json, outreach);
    }

    /** The field appears only in the result of a dry run, so other responses keep their documented form. */
    private static void writeDryRun(JsonGenerator json, boolean dryRun) throws IOException {
        if (dryRun) {
            json.writeBooleanField("dry_run", true);
        }
    }

    static void write(JsonGenerator json, List<BatchRefusal> refusals) throws IOException {
        if (refusals.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (var refusal : refusals) {
            json.writeStartObject();
            json.writeStringField("id", refusal.id().value());
            switch (refusal) {
                case BatchRefusal.NotFound _ -> json.writeStringField("code", "not_found");
                case BatchRefusal.TransitionRefused refused -> {
                    json.writeStringField("code", code(refused.reason()));
                    json.writeStringField("detail", refused.reason().detail());
                }
                case BatchRefusal.ChangedSince _ -> {
                    json.writeStringField("code", "changed_since");
                    json.writeStringField("detail", "it has changed since then");
                }
                case BatchRefusal.SequenceGone gone -> {
                    json.writeStringField("code", "sequence_deleted");
                    json.writeStringField("detail", "the sequence '%s' was deleted".formatted(gone.sequenceId()));
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String code(TransitionResult.Refused reason) {
        return switch (reason) {
            case TransitionResult.NotAllowed _ -> "transition_not_allowed";
            case TransitionResult.GuardRefused _ -> "guard_refused";
        };
    }
}
