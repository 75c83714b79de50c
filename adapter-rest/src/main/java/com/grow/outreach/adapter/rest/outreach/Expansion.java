package com.grow.outreach.adapter.rest.outreach;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.directory.DirectoryJson;
import com.grow.outreach.adapter.rest.directory.PersonJson;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.Reference;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.References;
import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.domain.Outreach;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The fields that a response has in addition to the documented fields of an outreach. */
@FunctionalInterface
public interface Expansion {

    /** No additional fields. */
    Expansion NONE = (json, outreach) -> {};

    /** Writes the additional fields of an outreach. */
    void write(JsonGenerator json, Outreach outreach) throws IOException;

    /**
     * Returns an expansion with one field for each requested reference, in declaration order. The value is null if an
     * outreach has no such reference.
     *
     * @param wanted the requested references
     * @param references the resources that the outreaches refer to
     * @param person the writer of people
     */
    static Expansion of(Set<Reference> wanted, References references, PersonJson person) {
        return (json, outreach) -> {
            for (var reference : Reference.values()) {
                if (wanted.contains(reference)) {
                    switch (reference) {
                        case PERSON -> write(json, "person", references.person(outreach), person);
                        case COMPANY -> write(json, "company", references.company(outreach), DirectoryJson::company);
                        case SEQUENCE ->
                            write(json, "sequence", references.sequence(outreach), DirectoryJson::sequence);
                        case OWNER -> write(json, "owner", references.owner(outreach), DirectoryJson::user);
                        case TIMES -> writeTimes(json, references.times(outreach));
                        case MOVES -> write(json, "moves", references.moves(outreach), OutreachJson::moves);
                    }
                }
            }
        };
    }

    private static void writeTimes(JsonGenerator json, Optional<OutreachTimes> times) throws IOException {
        if (times.isPresent()) {
            json.writeStringField("created_at", times.get().createdAt().toString());
            json.writeStringField("changed_at", times.get().changedAt().toString());
        }
    }

    private static <T> void write(JsonGenerator json, String name, Optional<T> thing, Json.Item<T> item)
            throws IOException {
        json.writeFieldName(name);
        if (thing.isPresent()) {
            item.writeTo(json, thing.get());
        } else {
            json.writeNull();
        }
    }
}
