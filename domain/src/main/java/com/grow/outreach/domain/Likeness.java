package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The likeness of two people or two companies that are probably duplicates.
 *
 * @param reason the strongest reason
 * @param confidence the confidence
 */
public record Likeness(Reason reason, Confidence confidence) {

    /** Mailboxes that several people use, by the part before the {@code @}. */
    private static final Set<String> SHARED_MAILBOXES = Set.of(
            "admin",
            "contact",
            "hello",
            "help",
            "info",
            "kontakt",
            "mail",
            "marketing",
            "office",
            "post",
            "sales",
            "service",
            "support",
            "team");

    public Likeness {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(confidence, "confidence");
    }

    /**
     * The reason why two records are probably duplicates, the strongest first.
     *
     * <p>API documentation: {@code GET /api/duplicates}, the field {@code reason}.
     */
    public enum Reason {
        /** Two people have the same e-mail address. */
        EMAIL("email"),
        /** Two people have the same LinkedIn profile. */
        LINKEDIN_URL("linkedin_url"),
        /** Two people at the same company have the same name, and their contact data does not differ. */
        NAME_AND_COMPANY("name_and_company"),
        /** Two companies have the same internet domain. */
        DOMAIN("domain"),
        /** Two companies have the same name, and their domains do not differ. */
        NAME("name");

        private final String value;

        Reason(String value) {
            this.value = value;
        }

        /** Returns the value in the API, for example {@code email}. */
        public String value() {
            return value;
        }

        /** Returns the reason with an API value, or empty if there is none. Case-sensitive. */
        public static Optional<Reason> parse(String value) {
            Objects.requireNonNull(value, "value");
            return Arrays.stream(values())
                    .filter(reason -> reason.value.equals(value))
                    .findFirst();
        }
    }

    /**
     * Compares two people. They are alike if they have the same e-mail address, the same LinkedIn profile, or the same name
     * at the same company without different contact data. A shared identifier is {@link Confidence#EXACT} unless other
     * contact data differs, or the names differ and the address is a shared mailbox such as {@code info@}.
     *
     * @return the likeness, or empty if they are not alike
     */
    public static Optional<Likeness> of(Person one, Person other) {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(other, "other");
        var a = one.contactData();
        var b = other.contactData();
        boolean sameName = Folding.key(one.name()).equals(Folding.key(other.name()));
        boolean differs = a.contradicts(b);
        if (same(lower(a.email()), lower(b.email()))) {
            boolean shared = !sameName && isSharedMailbox(a.email());
            return alike(Reason.EMAIL, differs || shared ? Confidence.LIKELY : Confidence.EXACT);
        }
        if (same(a.linkedinUrl(), b.linkedinUrl())) {
            return alike(Reason.LINKEDIN_URL, differs ? Confidence.LIKELY : Confidence.EXACT);
        }
        return sameName && !differs && one.companyId().equals(other.companyId())
                ? alike(Reason.NAME_AND_COMPANY, Confidence.LIKELY)
                : Optional.empty();
    }

    /**
     * Compares two companies. They are alike if they have the same domain, or the same name without different domains.
     *
     * @return the likeness, or empty if they are not alike
     */
    public static Optional<Likeness> of(Company one, Company other) {
        Objects.requireNonNull(one, "one");
        Objects.requireNonNull(other, "other");
        var a = lower(one.profile().domain());
        var b = lower(other.profile().domain());
        if (same(a, b)) {
            return alike(Reason.DOMAIN, Confidence.EXACT);
        }
        return (a == null || b == null) && Folding.key(one.name()).equals(Folding.key(other.name()))
                ? alike(Reason.NAME, Confidence.LIKELY)
                : Optional.empty();
    }

    private static Optional<Likeness> alike(Reason reason, Confidence confidence) {
        return Optional.of(new Likeness(reason, confidence));
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a != null && a.equals(b);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isSharedMailbox(@Nullable String email) {
        return email != null
                && SHARED_MAILBOXES.contains(email.toLowerCase(Locale.ROOT).replaceFirst("@.*", ""));
    }
}
