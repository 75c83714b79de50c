package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.TextField;
import java.util.Optional;
import java.util.regex.Pattern;

/** The format of the internet domains of companies. */
final class DomainFormat extends ContactFormat {

    private static final int MAX_LENGTH = 253;

    private static final Pattern SCHEME = Pattern.compile("(?:[a-z][a-z0-9+.-]*:)?//", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private static final Pattern WWW = Pattern.compile("^www\\d?\\.(?=.*\\.)", Pattern.CASE_INSENSITIVE);

    private final ContactStandards standards;
    private final SharedHosts sharedHosts;

    DomainFormat(ContactStandards standards) {
        this.standards = standards;
        this.sharedHosts = new SharedHosts(standards.sharedHosts());
    }

    @Override
    Reading readVisible(String visible) {
        var address = Address.of(visible);
        var domain = standards.hostName(address.host());
        if (domain.isEmpty()) {
            return unexpected();
        }
        if (domain.get().length() > MAX_LENGTH) {
            return tooLong(MAX_LENGTH);
        }
        return isShared(domain.get(), address)
                ? new Reading.Invalid(
                        "%s is shared by many companies; expected the company's own domain".formatted(domain.get()))
                : new Reading.Valid(domain.get());
    }

    /** Returns the host of a domain or URL if it is shared by many companies. */
    Optional<String> sharedHost(String written) {
        if (!TextField.canBeKept(written) || written.length() > MAX_WRITTEN) {
            return Optional.empty();
        }
        var address = Address.of(Spelling.visible(written));
        return standards.hostName(address.host()).filter(host -> isShared(host, address));
    }

    private boolean isShared(String host, Address address) {
        return sharedHosts.contain(host, address.hasPath()) || standards.isPublicSuffix(host);
    }

    /** A host with or without a path, from a domain or a URL. */
    private record Address(String host, boolean hasPath) {

        static Address of(String visible) {
            var text = Spelling.unwrapped(visible);
            var scheme = SCHEME.matcher(text);
            text = scheme.lookingAt() ? text.substring(scheme.end()) : text;
            var parts = text.split("[/?#\\\\]", 2);
            var host = PORT.matcher(parts[0].startsWith("@") ? parts[0].substring(1) : parts[0])
                    .replaceFirst("");
            while (host.endsWith(".")) {
                host = host.substring(0, host.length() - 1);
            }
            return new Address(WWW.matcher(host).replaceFirst(""), parts.length > 1 && !parts[1].isEmpty());
        }
    }

    @Override
    public String description() {
        return "a domain like acme.com";
    }
}
