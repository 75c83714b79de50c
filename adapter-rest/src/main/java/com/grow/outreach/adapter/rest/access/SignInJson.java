package com.grow.outreach.adapter.rest.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.port.in.access.ManageMembers.Listed;
import com.grow.outreach.application.port.in.access.SignIn.Offer;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Scope;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of members, sessions and one-time links. */
final class SignInJson {

    private SignInJson() {}

    /** Returns the caller of a request. The user is null if the API is open to all. */
    static byte[] caller(Caller caller, @Nullable User user, @Nullable Session session) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeUser(json, user);
            json.writeStringField("role", caller.role().value());
            json.writeArrayFieldStart("permissions");
            for (var permission : Permission.values()) {
                if (caller.may(permission)) {
                    json.writeString(permission.value());
                }
            }
            json.writeEndArray();
            json.writeStringField("scope", caller.scope().equals(Scope.EVERYTHING) ? "everything" : "team");
            if (session == null) {
                json.writeNullField("session");
            } else {
                json.writeFieldName("session");
                write(json, session, session.id());
            }
            json.writeEndObject();
        });
    }

    private static void writeUser(JsonGenerator json, @Nullable User user) throws IOException {
        if (user == null) {
            json.writeNullField("user");
            return;
        }
        json.writeObjectFieldStart("user");
        json.writeStringField("id", user.id().value());
        json.writeStringField("name", user.name());
        json.writeStringField("email", user.email());
        json.writeEndObject();
    }

    static byte[] session(Session session) {
        return Json.bytes(json -> write(json, session, session.id()));
    }

    static byte[] sessions(List<Session> sessions, @Nullable SessionId current) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var session : sessions) {
                write(json, session, current);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Session session, @Nullable SessionId current) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", session.id().value());
        json.writeStringField("user_id", session.user().value());
        json.writeBooleanField("current", session.id().equals(current));
        json.writeStringField("address", session.device().address());
        json.writeStringField("user_agent", session.device().agent());
        json.writeStringField("created_at", session.createdAt().toString());
        json.writeStringField("last_used_at", session.lastUsedAt().toString());
        json.writeStringField("expires_at", session.expiresAt().toString());
        json.writeEndObject();
    }

    /** Returns the address at which the browser signs out of the identity provider. */
    static byte[] signOut(String url) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("sign_out_url", url);
            json.writeEndObject();
        });
    }

    /** Returns the ways to sign in. The issuer is null if there is no identity provider. */
    static byte[] methods(@Nullable String issuer) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("password", true);
            json.writeStringField("oidc_issuer", issuer);
            json.writeEndObject();
        });
    }

    static byte[] ended(int count) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("revoked_count", count);
            json.writeEndObject();
        });
    }

    static byte[] offer(Offer offer) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("purpose", offer.link().purpose().value());
            json.writeStringField("name", offer.user().name());
            json.writeStringField("email", offer.user().email());
            json.writeStringField("expires_at", offer.link().expiresAt().toString());
            json.writeEndObject();
        });
    }

    /** Writes a member. The hash of the password stays in the database. */
    static void write(JsonGenerator json, Listed listed) throws IOException {
        var member = listed.member();
        var disabledAt = member.disabledAt();
        json.writeStartObject();
        json.writeStringField("id", member.user().value());
        json.writeStringField("name", listed.user().name());
        json.writeStringField("email", listed.user().email());
        json.writeStringField("role", member.role().value());
        json.writeBooleanField("has_password", member.password() != null);
        json.writeStringField("created_at", member.createdAt().toString());
        json.writeStringField("disabled_at", disabledAt == null ? null : disabledAt.toString());
        json.writeEndObject();
    }

    /** Returns a new link with its secret, which only this response shows. */
    static byte[] link(User user, SignInLink link, String url) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeUser(json, user);
            json.writeStringField("purpose", link.purpose().value());
            json.writeStringField("link", url);
            json.writeStringField("expires_at", link.expiresAt().toString());
            json.writeEndObject();
        });
    }
}
