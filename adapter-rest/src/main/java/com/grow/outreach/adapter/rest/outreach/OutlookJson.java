package com.grow.outreach.adapter.rest.outreach;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.port.in.outreach.Outlook;

/** A writer of the outlook of a batch in JSON. */
final class OutlookJson {

    private OutlookJson() {}

    static byte[] outlook(Outlook outlook) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("total_count", outlook.total());
            json.writeNumberField("change_count", outlook.changing());
            json.writeNumberField("unchanged_count", outlook.unchanged());
            json.writeNumberField("refused_count", outlook.refused());
            json.writeArrayFieldStart("refusals");
            for (var refusals : outlook.refusals()) {
                json.writeStartObject();
                json.writeStringField("code", code(refusals));
                if (refusals.state() != null) {
                    json.writeStringField("state", refusals.state().value());
                }
                if (refusals.guard() != null) {
                    json.writeStringField("guard", refusals.guard().value());
                }
                json.writeNumberField("count", refusals.count());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("exact", outlook.exact());
            json.writeEndObject();
        });
    }

    private static String code(Outlook.Refusals refusals) {
        if (refusals.state() == null) {
            return "not_found";
        }
        return refusals.guard() == null ? "transition_not_allowed" : "guard_refused";
    }
}
