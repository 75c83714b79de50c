package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for reading phone numbers. */
final class RegionOption {

    @Option(
            names = "--region",
            paramLabel = "COUNTRY",
            description =
                    "The country of phone numbers without +, as two letters like DE; or GROW_REGION. With it, Grow rejects"
                            + " invalid numbers. Default: none; only valid numbers with + are stored in one form.")
    private @Nullable String region;

    ContactFormats formats() throws StartException {
        var formats = new ContactFormats(new BundledContactStandards());
        if (region == null) {
            return formats;
        }
        var code = region.strip().toUpperCase(Locale.ROOT);
        if (!formats.isRegion(code)) {
            throw new StartException("--region is %s; use the two letters of a country, like DE".formatted(region));
        }
        return formats.inRegion(code);
    }
}
