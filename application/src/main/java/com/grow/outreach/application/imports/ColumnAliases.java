package com.grow.outreach.application.imports;

import com.grow.outreach.domain.Channel;
import java.text.Normalizer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that spreadsheets and the exports of HubSpot, Salesforce, Apollo, Outlook, Google and LinkedIn give to the
 * fields of Grow. Names are equal if their letters and digits are, in any case: {@code firstName}, {@code First-Name:} and
 * {@code first_name} are one name.
 */
public final class ColumnAliases {

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final List<String> EMAIL = List.of(
            "Email Address",
            "Primary Email",
            "Work Email",
            "Business Email",
            "Contact Email",
            "Person Email",
            "Email 1",
            "E-mail 1 - Value",
            "Mail",
            "Secondary Email",
            "E-mail 2 Address",
            "E-mail 2 - Value",
            "Other Email",
            "Personal Email",
            "E-mail 3 Address",
            "E-mail 3 - Value",
            "Tertiary Email");

    private static final List<String> PHONE = List.of(
            "Phone Number",
            "Business Phone",
            "Work Phone",
            "Work Direct Phone",
            "Direct Phone",
            "Primary Phone",
            "Contact Phone",
            "Mobile Phone",
            "Mobile Phone Number",
            "Mobile",
            "Mobile Number",
            "Cell Phone",
            "Cell",
            "Phone 1",
            "Phone 1 - Value",
            "Telephone",
            "Tel",
            "Business Phone 2",
            "Phone 2 - Value",
            "Phone 3 - Value",
            "Other Phone",
            "Home Phone",
            "Corporate Phone");

    private static final List<String> LINKEDIN = List.of(
            "LinkedIn URL",
            "Person Linkedin Url",
            "LinkedIn Profile",
            "LinkedIn Profile URL",
            "LinkedIn Link",
            "Contact LinkedIn URL",
            "LinkedIn Bio");

    private static final List<String> COMPANY = List.of(
            "Company Name",
            "Account Name",
            "Organization",
            "Organization Name",
            "Organization 1 - Name",
            "Organisation",
            "Organisation Name",
            "Associated Company",
            "Primary Company",
            "Employer",
            "Account",
            "Company Name for Emails");

    private static final List<String> DOMAIN = List.of(
            "Company Domain Name",
            "Company Domain",
            "Website",
            "Website URL",
            "Company Website",
            "Company URL",
            "Account Website",
            "Organization Website",
            "Web Page",
            "Website 1 - Value",
            "Homepage");

    private static final List<String> TITLE =
            List.of("Job Title", "Organization Title", "Organization 1 - Title", "Position");

    private static final List<String> FULL_NAME = List.of("Full Name", "Contact Name", "Person Name", "Display Name");

    private static final List<String> OPT_OUT =
            List.of("Unsubscribed", "Opt Out", "Opted Out", "Do Not Contact", "Unsubscribed from all");

    private static final List<String> OPT_OUT_OF_EMAIL = List.of(
            "Email Opt Out",
            "Has Opted Out Of Email",
            "Opted Out Of Email",
            "Unsubscribed from all email",
            "Email Unsubscribed",
            "Do Not Email");

    private static final List<String> OPT_OUT_OF_PHONE = List.of("Do Not Call", "Phone Opt Out", "Opted Out Of Phone");

    private static final Map<ImportKind, Map<String, ColumnAlias>> TABLES = tables();

    /** LinkedIn's name of the column of profiles; in other files the column is rarely one of profiles. */
    private static final String PROFILE = plain("URL");

    /** A column that only LinkedIn's export of connections has. */
    private static final String LINKEDIN_ONLY = plain("Connected On");

    private final Map<String, ColumnAlias> table;
    private final @Nullable ColumnAlias profile;

    private ColumnAliases(Map<String, ColumnAlias> table, @Nullable ColumnAlias profile) {
        this.table = table;
        this.profile = profile;
    }

    /** Returns the aliases for a file of a kind with the given columns. */
    public static ColumnAliases of(ImportKind kind, Collection<String> columns) {
        boolean linkedIn = kind == ImportKind.CONTACTS
                && columns.stream().map(ColumnAliases::plain).anyMatch(LINKEDIN_ONLY::equals);
        return new ColumnAliases(
                TABLES.getOrDefault(kind, Map.of()),
                linkedIn ? new ColumnAlias("linkedin", LINKEDIN.size() + 1, null) : null);
    }

    /** Returns the field of a column; empty if the column is none that the kind has. */
    public Optional<ColumnAlias> find(String column) {
        var name = plain(column);
        return Optional.ofNullable(profile != null && name.equals(PROFILE) ? profile : table.get(name));
    }

    /** Returns the letters and digits of a column name in lower case. */
    public static String plain(String column) {
        var composed = Normalizer.normalize(column, Normalizer.Form.NFKC);
        return NO_LETTER_OR_DIGIT.matcher(composed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static Map<ImportKind, Map<String, ColumnAlias>> tables() {
        var tables = new EnumMap<ImportKind, Map<String, ColumnAlias>>(ImportKind.class);
        for (var kind : ImportKind.values()) {
            tables.put(
                    kind,
                    switch (kind) {
                        case USERS -> new Table(kind).add("name", FULL_NAME).add("email", EMAIL).names;
                        case COMPANIES -> new Table(kind).add("name", COMPANY).add("domain", DOMAIN).names;
                        case PEOPLE -> contact(new Table(kind).add("name", FULL_NAME), "linkedin_url").names;
                        case CONTACTS ->
                            contact(new Table(kind), "linkedin")
                                    .add("title", List.of("title"))
                                    .add("person", FULL_NAME)
                                    .add("person", List.of("Name"))
                                    .add("first_name", List.of("Given Name", "First", "Forename"))
                                    .add("last_name", List.of("Family Name", "Surname", "Last"))
                                    .add("company", COMPANY)
                                    .add("domain", DOMAIN)
                                    .add(
                                            "owner",
                                            List.of(
                                                    "Contact Owner",
                                                    "Lead Owner",
                                                    "Account Owner",
                                                    "Company Owner",
                                                    "Assigned To"))
                                    .names;
                        case SEQUENCES, OUTREACHES, TRANSITIONS -> new Table(kind).names;
                    });
        }
        return tables;
    }

    private static Table contact(Table table, String linkedin) {
        return table.add("email", EMAIL)
                .add("phone", PHONE)
                .add(linkedin, LINKEDIN)
                .add("title", TITLE)
                .add("opt_outs", OPT_OUT)
                .add("opt_outs", OPT_OUT_OF_EMAIL, Channel.EMAIL)
                .add("opt_outs", OPT_OUT_OF_PHONE, Channel.PHONE);
    }

    /** The names for the fields of a kind. */
    private static final class Table {

        private final ImportKind kind;
        private final Map<String, ColumnAlias> names = new HashMap<>();
        private final Map<String, Integer> ranks = new HashMap<>();

        Table(ImportKind kind) {
            this.kind = kind;
            for (var field : kind.columns()) {
                // Outlook has forms of address in a column Title beside the Job Title.
                if (kind != ImportKind.CONTACTS || !field.equals("title")) {
                    add(field, List.of(field));
                }
            }
        }

        Table add(String field, List<String> aliases) {
            return add(field, aliases, null);
        }

        Table add(String field, List<String> aliases, @Nullable Channel optOut) {
            if (kind.columns().contains(field)) {
                for (var alias : aliases) {
                    int rank = ranks.merge(field, 1, Integer::sum) - 1;
                    names.putIfAbsent(plain(alias), new ColumnAlias(field, rank, optOut));
                }
            }
            return this;
        }
    }
}
