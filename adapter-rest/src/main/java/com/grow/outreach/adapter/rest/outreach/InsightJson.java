package com.grow.outreach.adapter.rest.outreach;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Insights.Flow;
import com.grow.outreach.application.query.Insights.Stays;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.OutreachState;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;

/** The JSON of insights. */
final class InsightJson {

    private static final int LAST_DAY = 6;

    private InsightJson() {}

    static byte[] insights(Insights insights) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writePeriod(json, insights.period());
            json.writeArrayFieldStart("weeks");
            for (var week : insights.weeks()) {
                json.writeStartObject();
                json.writeStringField("week", week.monday().toString());
                writeFlow(json, week.flow());
                json.writeEndObject();
            }
            json.writeEndArray();
            writeStays(json, insights.stays());
            json.writeEndObject();
        });
    }

    static byte[] groups(Page<Insights.Group> page) {
        return Json.page(page, (json, group) -> {
            json.writeStartObject();
            json.writeStringField("id", group.value());
            json.writeStringField("name", group.name());
            writeFlow(json, group.flow());
            writeStays(json, group.stays());
            json.writeEndObject();
        });
    }

    private static void writePeriod(JsonGenerator json, InsightPeriod period) throws IOException {
        json.writeStringField("from", period.first().toString());
        json.writeStringField("to", lastDay(period).toString());
    }

    private static LocalDate lastDay(InsightPeriod period) {
        return period.last().plusDays(LAST_DAY);
    }

    private static void writeFlow(JsonGenerator json, Flow flow) throws IOException {
        json.writeNumberField("created", flow.created());
        json.writeNumberField("reached_ready", flow.reachedReady());
        json.writeObjectFieldStart("moves");
        for (var state : OutreachState.values()) {
            // No outreach returns to the first state.
            if (state != OutreachState.NEW) {
                json.writeNumberField(state.value(), flow.moves().getOrDefault(state, 0L));
            }
        }
        json.writeEndObject();
    }

    private static void writeStays(JsonGenerator json, Map<OutreachState, Stays> stays) throws IOException {
        json.writeArrayFieldStart("states");
        for (var state : OutreachState.values()) {
            var stay = stays.get(state);
            json.writeStartObject();
            json.writeStringField("state", state.value());
            json.writeNumberField("count", stay == null ? 0 : stay.count());
            if (stay == null) {
                json.writeNullField("median_seconds");
                json.writeNullField("p90_seconds");
            } else {
                json.writeNumberField("median_seconds", stay.medianSeconds());
                json.writeNumberField("p90_seconds", stay.p90Seconds());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
