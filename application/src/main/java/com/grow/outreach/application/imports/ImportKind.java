package com.grow.outreach.application.imports;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rows of a file are. In the order of the constants nothing refers to what comes later.
 *
 * <p>API documentation: the parameter {@code kind} of {@code POST /api/imports}.
 */
public enum ImportKind {
    USERS(Set.of("email"), "id", "name", "email", "created_at"),
    SEQUENCES(Set.of(), "id", "name", "created_at"),
    COMPANIES(
            Set.of("domain", "fit", "segments", "countries", "overall_score", "enrichment_status"),
            "id",
            "name",
            "domain",
            "owner_id",
            "fit",
            "segments",
            "countries",
            "overall_score",
            "enrichment_status",
            "last_enriched_at",
            "created_at"),
    PEOPLE(
            Set.of("company_id"),
            "id",
            "name",
            "title",
            "company_id",
            "email",
            "phone",
            "linkedin_url",
            "opt_outs",
            "created_at"),
    /** A flat row for each person, as a CRM exports them, with the name of the company. */
    CONTACTS(
            Set.of("company", "person", "first_name", "last_name"),
            "person",
            "first_name",
            "last_name",
            "title",
            "email",
            "phone",
            "linkedin",
            "company",
            "domain",
            "owner"),
    OUTREACHES(Set.of("person_id"), "id", "channel", "person_id", "sequence_id", "current_state", "created_at"),
    TRANSITIONS(
            Set.of("to_state"),
            "outreach_id",
            "sort_key",
            "from_state",
            "to_state",
            "created_at",
            "actor",
            "reason",
            "metadata");

    /** Those that tell the kind, the surest first. */
    private static final List<ImportKind> BY_COLUMNS =
            List.of(TRANSITIONS, OUTREACHES, PEOPLE, CONTACTS, COMPANIES, USERS);

    private final Set<String> telling;
    private final List<String> columns;

    ImportKind(Set<String> telling, String... columns) {
        this.telling = telling;
        this.columns = List.of(columns);
    }

    /** The word of the API and the command, for example {@code people}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns that it can have, in the order in which they are exported. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the kind with this name, or empty if there is none. */
    public static Optional<ImportKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.value().equals(text)).findFirst();
    }

    /** The kind that a file's name names as one of its words, for example {@code companies-2026.csv}; else empty. */
    public static Optional<ImportKind> ofFileName(String name) {
        var words = Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).toList();
        var named = Arrays.stream(values())
                .filter(kind -> words.contains(kind.value()))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** The kind that columns belong to, or empty if they don't tell. */
    public static Optional<ImportKind> ofColumns(Collection<String> columns) {
        return BY_COLUMNS.stream()
                .filter(kind -> kind.telling.stream().anyMatch(columns::contains))
                // Many have an address; a user without a name would only be rejected.
                .filter(kind -> kind != USERS || columns.contains("name"))
                .findFirst();
    }
}
