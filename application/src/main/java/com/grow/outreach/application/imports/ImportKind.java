package com.grow.outreach.application.imports;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kinds of rows, in the order of import: a kind refers only to the kinds before it.
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
    /** Rows of a CRM export: a person with the name of the company. */
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
            "owner",
            "opt_outs"),
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

    /** The kinds that are detected by their columns, the most specific first. */
    private static final List<ImportKind> BY_COLUMNS =
            List.of(TRANSITIONS, OUTREACHES, PEOPLE, CONTACTS, COMPANIES, USERS);

    /** The fields that contacts have and companies don't. */
    private static final Set<String> OF_PEOPLE = Set.of("person", "first_name", "last_name", "email");

    private final Set<String> characteristic;
    private final List<String> columns;

    ImportKind(Set<String> characteristic, String... columns) {
        this.characteristic = characteristic;
        this.columns = List.of(columns);
    }

    /** Returns the name in the API and the command, for example {@code people}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the columns in the order of the export. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Returns the fields that a file must have a column for: at least one of each set. Other kinds than contacts and
     * transitions need none, since a row can update some fields of a record.
     */
    public List<Set<String>> required() {
        return switch (this) {
            case CONTACTS -> List.of(Set.of("company"), OF_PEOPLE);
            case TRANSITIONS -> List.of(Set.of("outreach_id"), Set.of("to_state"));
            default -> List.of();
        };
    }

    /** Returns the kind with this name, or empty if there is none. */
    public static Optional<ImportKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.value().equals(text)).findFirst();
    }

    /** Returns the kind that a file name contains as a word, for example {@code companies-2026.csv}; otherwise empty. */
    public static Optional<ImportKind> ofFileName(String name) {
        var words = Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).toList();
        var named = Arrays.stream(values())
                .filter(kind -> words.contains(kind.value()))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Returns the kind that has the columns, by their names or aliases; empty if it can't be detected. */
    public static Optional<ImportKind> ofColumns(Collection<String> columns) {
        return BY_COLUMNS.stream().filter(kind -> kind.has(columns)).findFirst();
    }

    private boolean has(Collection<String> columns) {
        var aliases = ColumnAliases.of(this, columns);
        var fields = columns.stream()
                // Not only contacts have a name.
                .filter(column ->
                        this != CONTACTS || !ColumnAliases.plain(column).equals("name"))
                .flatMap(column -> aliases.find(column).stream())
                .map(ColumnAlias::field)
                .collect(Collectors.toSet());
        if (characteristic.stream().noneMatch(fields::contains)) {
            return false;
        }
        return switch (this) {
            // An email column alone does not make users: without a name, each row would be rejected.
            case USERS -> fields.contains("name");
            // Exports of companies have a column Company Name.
            case CONTACTS ->
                OF_PEOPLE.stream().anyMatch(fields::contains)
                        || columns.stream().map(ColumnAliases::plain).anyMatch("company"::equals);
            default -> true;
        };
    }
}
