package com.grow.outreach.adapter.rest.directory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Team;
import java.io.IOException;

/** A writer of companies, sequences and users in the documented JSON, with the documented order of fields. */
public final class DirectoryJson {

    private DirectoryJson() {}

    public static void company(JsonGenerator json, Company company) throws IOException {
        var profile = company.profile();
        var owner = company.ownerId();
        var status = company.enrichment().status();
        json.writeStartObject();
        json.writeStringField("id", company.id().value());
        json.writeStringField("name", company.name());
        json.writeStringField("domain", profile.domain());
        switch (profile.fit()) {
            case YES -> json.writeBooleanField("fit", true);
            case NO -> json.writeBooleanField("fit", false);
            case UNKNOWN -> json.writeNullField("fit");
        }
        json.writeArrayFieldStart("segments");
        for (var segment : profile.segments()) {
            json.writeString(segment);
        }
        json.writeEndArray();
        json.writeStringField("owner_id", owner == null ? null : owner.value());
        json.writeStringField("countries_readable", company.countriesReadable());
        json.writeArrayFieldStart("countries");
        for (var country : profile.countries()) {
            json.writeString(country.code());
        }
        json.writeEndArray();
        json.writeStringField("enrichment_status", status == null ? null : status.value());
        json.writeEndObject();
    }

    /** Writes the score of a company, which the documented fields do not include. */
    static void score(JsonGenerator json, Company company) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", company.id().value());
        json.writeFieldName("overall_score");
        json.writePOJO(company.profile().overallScore());
        json.writeEndObject();
    }

    static void team(JsonGenerator json, Team team) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", team.id().value());
        json.writeStringField("name", team.name());
        json.writeArrayFieldStart("member_ids");
        for (var member : team.members().stream().map(UserId::value).sorted().toList()) {
            json.writeString(member);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    public static void sequence(JsonGenerator json, Sequence sequence) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", sequence.id().value());
        json.writeStringField("name", sequence.name());
        json.writeEndObject();
    }

    public static void user(JsonGenerator json, User user) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", user.id().value());
        json.writeStringField("name", user.name());
        json.writeStringField("email", user.email());
        json.writeEndObject();
    }
}
