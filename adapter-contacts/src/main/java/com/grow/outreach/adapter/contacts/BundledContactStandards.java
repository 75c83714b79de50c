package com.grow.outreach.adapter.contacts;

import com.google.common.net.InternetDomainName;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.grow.outreach.domain.contact.ContactStandards;
import com.ibm.icu.text.IDNA;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.jspecify.annotations.Nullable;

/**
 * The standards and registries as the bundled libraries know them: e-mail syntax by Commons Validator, numbering plans by
 * libphonenumber, public suffixes by Guava, and internationalized domain names by ICU.
 */
public final class BundledContactStandards implements ContactStandards {

    private static final IDNA DOMAIN_NAMES = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private final PhoneNumberUtil phoneNumbers = PhoneNumberUtil.getInstance();
    private final EmailValidator emailAddresses = new Addresses();

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
