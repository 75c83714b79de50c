package com.grow.outreach.adapter.rest.directory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.IOException;

/**
 * A writer of people in the documented JSON, with the documented order of fields.
 *
 * @param formats the formats of contact data
 */
public record PersonJson(ContactFormats formats) implements Json.Item<Person> {

    @Override
    public void writeTo(JsonGenerator json, Person person) throws IOException {
        var phone = person.phone();
        json.writeStartObject();
        json.writeStringField("id", person.id().value());
        json.writeStringField("name", person.name());
        json.writeStringField("title", person.title());
        json.writeStringField("company_id", person.companyId().value());
        json.writeStringField("email", person.email());
        json.writeStringField("phone", phone);
        json.writeStringField("linkedin_url", person.linkedinUrl());
        json.writeStringField("phone_readable", phone == null ? null : formats.internationalNotation(phone));
        if (!person.optOuts().isEmpty()) {
            json.writeArrayFieldStart("opt_outs");
            for (var channel : Channel.values()) {
                if (person.optOuts().contains(channel)) {
                    json.writeString(channel.value());
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
