package com.grow.outreach.adapter.contacts;

import com.google.common.net.InternetDomainName;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.grow.outreach.domain.contact.ContactStandards;
import com.ibm.icu.text.IDNA;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/**
 * The standards and registries as the bundled libraries know them: e-mail syntax by Commons Validator, numbering plans by
 * libphonenumber, public suffixes by Guava, and internationalized domain names by ICU. The file {@code shared-hosts.txt}
 * lists the hosts that many companies share.
 */
public final class BundledContactStandards implements ContactStandards {

    private static final IDNA DOMAIN_NAMES = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private final PhoneNumberUtil phoneNumbers = PhoneNumberUtil.getInstance();
    private final EmailValidator emailAddresses = new Addresses();
    private final Set<String> sharedHosts = lines("shared-hosts.txt");

    /** Creates the standards. */
    public BundledContactStandards() {
        // Nothing to configure.
    }

    /** Accepts domains of any top-level domain, since new ones come up faster than releases of the library. */
    private static final class Addresses extends EmailValidator {

        private static final long serialVersionUID = 1;

        Addresses() {
            super(false, false, DomainValidator.getInstance(false));
        }

        @Override
        protected boolean isValidDomain(String domain) {
            return name(domain).isPresent();
        }
    }

    @Override
    public boolean isEmailAddress(String text) {
        return emailAddresses.isValid(text);
    }

    @Override
    public Optional<String> hostName(String text) {
        return name(text);
    }

    private static Optional<String> name(String text) {
        var info = new IDNA.Info();
        var unicode = DOMAIN_NAMES.nameToUnicode(text, new StringBuilder(), info);
        if (info.hasErrors()) {
            return Optional.empty();
        }
        var ascii = DOMAIN_NAMES.nameToASCII(unicode, new StringBuilder(), new IDNA.Info());
        return InternetDomainName.isValid(ascii.toString())
                        && InternetDomainName.from(ascii.toString()).hasParent()
                ? Optional.of(unicode.toString())
                : Optional.empty();
    }

    @Override
    public boolean isPublicSuffix(String hostName) {
        return InternetDomainName.isValid(hostName)
                && InternetDomainName.from(hostName).isPublicSuffix();
    }

    @Override
    public Set<String> sharedHosts() {
        return sharedHosts;
    }

    private static Set<String> lines(String resource) {
        var file = Objects.requireNonNull(BundledContactStandards.class.getResourceAsStream(resource), resource);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> percentDecoded(String text) {
        try {
            // URLDecoder reads forms, where a plus is a space.
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> phoneNumber(String text, @Nullable String region) {
        return parse(text, region).filter(phoneNumbers::isValidNumber).map(number -> {
            var extension = number.getExtension();
            number.clearExtension();
            var canonical = phoneNumbers.format(number, PhoneNumberFormat.E164);
            return extension.isEmpty() ? canonical : canonical + " ext. " + extension;
        });
    }

    @Override
    public String internationalNotation(String phoneNumber) {
        return phoneNumber.startsWith("+")
                ? parse(phoneNumber, null)
                        .filter(phoneNumbers::isValidNumber)
                        .map(number -> phoneNumbers.format(number, PhoneNumberFormat.INTERNATIONAL))
                        .orElse(phoneNumber)
                : phoneNumber;
    }

    private Optional<PhoneNumber> parse(String text, @Nullable String region) {
        try {
            return Optional.of(phoneNumbers.parse(text, region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isRegion(String region) {
        return phoneNumbers.getSupportedRegions().contains(Objects.requireNonNull(region, "region"));
    }
}
