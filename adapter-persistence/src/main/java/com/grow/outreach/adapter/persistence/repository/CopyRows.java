package com.grow.outreach.adapter.persistence.repository;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Transition;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** A writer of rows by PostgreSQL's COPY. The rows are stored when it is closed. */
public final class CopyRows implements AutoCloseable {

    /** The columns of {@link #company}. */
    public static final String COMPANY =
            "created_at, name, owner_id, domain, fit, segments, countries, overall_score, enrichment_status,"
                    + " last_enriched_at";

    /** The columns of {@link #person}. */
    public static final String PERSON = "created_at, name, title, company_id, email, phone, linkedin_url, opted_out";

    /** The columns of {@link #transition}. */
    public static final String TRANSITION =
            "outreach_id, sort_key, from_state, to_state, created_at, actor, reason, metadata";

    private static final int BUFFER = 1 << 16;

    private final Writer out;

    /**
     * Starts a COPY.
     *
     * @param target the table with its columns in parentheses
     */
    public CopyRows(Connection connection, String target) throws SQLException {
        out = new BufferedWriter(
                new OutputStreamWriter(
                        new PGCopyOutputStream(
                                connection.unwrap(PGConnection.class), "copy " + target + " from stdin", BUFFER),
                        StandardCharsets.UTF_8),
                BUFFER);
    }

    public static List<@Nullable Object> columns(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    public static List<@Nullable Object> company(Created<Company> created, @Nullable Long ownerKey) {
        var company = created.value();
        var profile = company.profile();
        var status = company.enrichment().status();
        return columns(
                created.at(),
                company.name(),
                ownerKey,
                profile.domain(),
                JooqCompanyRepository.fits(profile.fit()),
                profile.segments().isEmpty() ? null : arrayText(profile.segments()),
                arrayText(profile.countries().stream().map(Country::code).toList()),
                profile.overallScore(),
                status == null ? null : status.value(),
                company.enrichment().lastCompletedAt());
    }

    public static List<@Nullable Object> person(Created<Person> created, @Nullable Long companyKey) {
        var person = created.value();
        return columns(
                created.at(),
                person.name(),
                person.title(),
                companyKey,
                person.email(),
                person.phone(),
                person.linkedinUrl(),
                arrayText(person.optOuts().stream().map(Channel::value).sorted().toList()));
    }

    public static List<@Nullable Object> transition(long outreachKey, Transition transition) {
        return columns(
                outreachKey,
                transition.sortKey(),
                transition.fromState().value(),
                transition.toState().value(),
                transition.createdAt(),
                transition.cause().actor(),
                transition.cause().reason(),
                transition.cause().metadata());
    }

    public void write(List<@Nullable Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write('\t');
            }
            write(values.get(i));
        }
        out.write('\n');
    }

    /** Writes a value in COPY's text format. Most values need no escaping. */
    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            out.write("\\N");
            return;
        }
        var text = value.toString();
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            var escaped = escaped(text.charAt(i));
            if (escaped != null) {
                out.write(text, written, i - written);
                out.write(escaped);
                written = i + 1;
            }
        }
        out.write(text, written, text.length() - written);
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }

    /** Returns the text form of an array. */
    private static String arrayText(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(joining(",", "{", "}"));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
