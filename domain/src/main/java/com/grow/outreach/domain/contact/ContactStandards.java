package com.grow.outreach.domain.contact;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The published standards and registries that {@link ContactFormats} relies on. Adapters implement them by libraries. */
public interface ContactStandards {

    /** Returns whether a text is an e-mail address such as {@code ann@acme.com} (RFC 5321). */
    boolean isEmailAddress(String text);

    /**
     * Returns a host name in lower case with its labels in Unicode (UTS 46), for example {@code bücher.example} for
     * {@code xn--bcher-kva.example}; empty if it is not a host name with at least two labels.
     */
    Optional<String> hostName(String text);

    /** Returns whether independent parties register names under this host name, for example {@code co.uk}. */
    boolean isPublicSuffix(String hostName);

    /**
     * Returns the host names that many companies share, such as {@code facebook.com}: {@code example.com} for that host
     * alone, {@code .example.com} for that host and all hosts below it; with a {@code /} at the end, only in a URL with a
     * path.
     */
    Set<String> sharedHosts();

    /** Returns a text with its percent-encoded characters decoded (RFC 3986); empty if it is malformed. */
    Optional<String> percentDecoded(String text);

    /**
     * Returns a valid phone number in E.164, followed by {@code ext.} and the extension if there is one; empty if the
     * number is not valid.
     *
     * @param region the ISO 3166-1 code of the country that numbers without {@code +} belong to, or null for none
     */
    Optional<String> phoneNumber(String text, @Nullable String region);

    /** Returns a phone number in international notation, for example {@code +49 30 123456}; other texts as they are. */
    String internationalNotation(String phoneNumber);

    /** Returns whether phone numbers of a country are known, by its ISO 3166-1 code. */
    boolean isRegion(String region);
}
