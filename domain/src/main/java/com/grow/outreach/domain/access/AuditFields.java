package com.grow.outreach.domain.access;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.Webhook;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record, for the audit log. They have the names of the API, and never include a secret.
 *
 * @param values the values by field: texts, numbers, booleans and lists of texts; unknown fields are absent
 */
public record AuditFields(Map<String, Object> values) {

    /** The fields of a record that does not exist. */
    public static final AuditFields NONE = new AuditFields(Map.of());

    private static final int FIRST_PRINTABLE = 0x20;

    public AuditFields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(values, "values")));
    }

    /** Returns the fields of a company. */
    public static AuditFields of(Company company) {
        Objects.requireNonNull(company, "company");
        var profile = company.profile();
        var owner = company.ownerId();
        return NONE.with("name", company.name())
                .with("domain", profile.domain())
                .with("fit", profile.fit() == Fit.UNKNOWN ? null : profile.fit() == Fit.YES)
                .with("segments", profile.segments())
                .with("owner_id", owner == null ? null : owner.value())
                .with(
                        "countries",
                        profile.countries().stream().map(Country::code).toList())
                .with("overall_score", profile.overallScore());
    }

    /** Returns the fields of a person. */
    public static AuditFields of(Person person) {
        Objects.requireNonNull(person, "person");
        return NONE.with("name", person.name())
                .with("title", person.title())
                .with("company_id", person.companyId().value())
                .with("email", person.email())
                .with("phone", person.phone())
                .with("linkedin_url", person.linkedinUrl())
                .with(
                        "opt_outs",
                        Arrays.stream(Channel.values())
                                .filter(person.optOuts()::contains)
                                .map(Channel::value)
                                .toList());
    }

    /** Returns the fields of a sequence. */
    public static AuditFields of(Sequence sequence) {
        Objects.requireNonNull(sequence, "sequence");
        return NONE.with("name", sequence.name());
    }

    /** Returns the fields of a user. */
    public static AuditFields of(User user) {
        Objects.requireNonNull(user, "user");
        return NONE.with("name", user.name()).with("email", user.email());
    }

    /** Returns the fields of a team. */
    public static AuditFields of(Team team) {
        Objects.requireNonNull(team, "team");
        return NONE.with("name", team.name())
                .with(
                        "member_ids",
                        team.members().stream().map(UserId::value).sorted().toList());
    }

    /** Returns the fields of a webhook, without its secrets. */
    public static AuditFields of(Webhook webhook) {
        Objects.requireNonNull(webhook, "webhook");
        return NONE.with("url", webhook.endpoint().url())
                .with(
                        "events",
                        webhook.endpoint().events().stream()
                                .map(EventType::value)
                                .sorted()
                                .toList())
                .with("description", webhook.endpoint().description())
                .with("enabled", webhook.isEnabled());
    }

    /** Returns the fields of a saved view. */
    public static AuditFields of(SavedView view) {
        Objects.requireNonNull(view, "view");
        var owner = view.owner();
        return NONE.with("owner_id", owner == null ? null : owner.value())
                .with("name", view.name())
                .with("query", view.query())
                .with(
                        "columns",
                        view.columns().stream().map(SavedView.Column::value).toList())
                .with("shared", view.shared());
    }

    /** Returns the fields of a token, without the start of its secret. */
    public static AuditFields of(ApiToken token) {
        Objects.requireNonNull(token, "token");
        return NONE.with("user_id", token.user().value())
                .with("name", token.name())
                .with("role", token.role().value())
                .with("may_act_for_others", token.mayActForOthers())
                .with("expires_at", token.expiresAt());
    }

    /** Returns the fields of a member, without the hash of the password. */
    public static AuditFields of(Member member) {
        Objects.requireNonNull(member, "member");
        return NONE.with("role", member.role().value())
                .with("active", member.isActive())
                .with("has_password", member.password() != null);
    }

    /**
     * Returns these fields and another one.
     *
     * @param value the value; null and an empty list add nothing
     */
    public AuditFields with(String name, @Nullable Object value) {
        Objects.requireNonNull(name, "name");
        if (value == null || value instanceof Collection<?> items && items.isEmpty()) {
            return this;
        }
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new AuditFields(more);
    }

    /** Returns the values of the fields that differ in another version of the record, or null if these are none at all. */
    @Nullable String jsonUnlikeIn(AuditFields other) {
        if (values.isEmpty()) {
            return null;
        }
        var names = new LinkedHashSet<>(values.keySet());
        names.addAll(other.values.keySet());
        var json = new StringBuilder("{");
        for (var name : names) {
            var value = values.get(name);
            if (!Objects.equals(value, other.values.get(name))) {
                json.append(json.length() == 1 ? "" : ",");
                write(json, name);
                write(json.append(':'), value);
            }
        }
        return json.append('}').toString();
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Collection<?> items) {
            json.append('[');
            var separator = "";
            for (Object item : items) {
                write(json.append(separator), item);
                separator = ",";
            }
            json.append(']');
        } else {
            writeText(json, value.toString());
        }
    }

    private static void writeText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
