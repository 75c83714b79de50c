package com.grow.outreach.adapter.rest.directory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.port.in.directory.Merging.Result.Merged;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonMerge;
import java.io.IOException;
import java.util.function.Function;

/**
 * A writer of duplicates and merges in JSON.
 *
 * @param person the writer of people
 */
record MergeJson(PersonJson person) {

    byte[] people(Page<Duplicate<Person>> page) {
        return page(page, Person::id, person);
    }

    static byte[] companies(Page<Duplicate<Company>> page) {
        return page(page, Company::id, DirectoryJson::company);
    }

    private static <T> byte[] page(Page<Duplicate<T>> page, Function<T, Id> id, Json.Item<T> thing) {
        return Json.page(page, (json, duplicate) -> {
            json.writeStartObject();
            json.writeStringField("id", id.apply(duplicate.from()).value());
            json.writeStringField("into", id.apply(duplicate.into()).value());
            json.writeStringField("reason", duplicate.likeness().reason().value());
            json.writeStringField(
                    "confidence", duplicate.likeness().confidence().value());
            json.writeFieldName("record");
            thing.writeTo(json, duplicate.from());
            json.writeFieldName("into_record");
            thing.writeTo(json, duplicate.into());
            json.writeEndObject();
        });
    }

    /** Writes the result of a merge of people. */
    void people(JsonGenerator json, Merged<PersonMerge> merged, boolean dryRun) throws IOException {
        var merge = merged.merge();
        json.writeStartObject();
        writeIds(json, merge.from().id(), merge.into().id());
        json.writeFieldName("person");
        person.writeTo(json, merge.into());
        json.writeNumberField("moved_outreaches_count", merged.outreaches());
        json.writeArrayFieldStart("replaced_outreaches");
        for (var replaced : merge.replaced().entrySet()) {
            json.writeStartObject();
            writeIds(json, replaced.getKey(), replaced.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeDryRun(json, dryRun);
        json.writeEndObject();
    }

    /** Writes the result of a merge of companies. */
    static void companies(JsonGenerator json, Merged<CompanyMerge> merged, boolean dryRun) throws IOException {
        var merge = merged.merge();
        json.writeStartObject();
        writeIds(json, merge.from().id(), merge.into().id());
        json.writeFieldName("company");
        DirectoryJson.company(json, merge.into());
        json.writeNumberField("moved_people_count", merged.people());
        json.writeNumberField("moved_outreaches_count", merged.outreaches());
        writeDryRun(json, dryRun);
        json.writeEndObject();
    }

    private static void writeIds(JsonGenerator json, Id from, Id into) throws IOException {
        json.writeStringField("id", from.value());
        json.writeStringField("into", into.value());
    }

    private static void writeDryRun(JsonGenerator json, boolean dryRun) throws IOException {
        if (dryRun) {
            json.writeBooleanField("dry_run", true);
        }
    }
}
