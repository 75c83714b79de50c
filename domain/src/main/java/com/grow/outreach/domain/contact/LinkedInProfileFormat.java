package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.TextField;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The format of LinkedIn profiles of people. Pages of companies and of other sites are invalid. */
final class LinkedInProfileFormat extends ContactFormat {

    private static final String BASE = "https://www.linkedin.com/in/";

    private static final int MAX_LENGTH = 200;

    private static final Pattern PROFILE = Pattern.compile(
            "(?:(?:(?:https?:)?//)?(?:[a-z0-9-]+\\.)*linkedin\\.com(?::\\d+)?)?/*(?:mwlite/)?in/+([^\\s/?#\\\\]+)(?:[/?#\\\\]\\S*)?",
            Pattern.CASE_INSENSITIVE);

    /** Ids of members that LinkedIn uses in place of a name; their case matters. */
    private static final Pattern MEMBER_ID = Pattern.compile("AC[a-z]AA[\\w-]{20,}");

    private final ContactStandards standards;

    LinkedInProfileFormat(ContactStandards standards) {
        this.standards = standards;
    }

    @Override
    Reading readVisible(String visible) {
        var profile = PROFILE.matcher(Spelling.unwrapped(visible));
        if (!profile.matches()) {
            return unexpected();
        }
        var name = standards
                .percentDecoded(profile.group(1))
                .map(LinkedInProfileFormat::canonical)
                .orElse("");
        if (name.isEmpty()
                || !TextField.canBeKept(name)
                || name.codePoints().anyMatch(LinkedInProfileFormat::isForbidden)) {
            return unexpected();
        }
        return name.length() > MAX_LENGTH ? tooLong(MAX_LENGTH) : new Reading.Valid(BASE + name);
    }

    private static String canonical(String name) {
        return MEMBER_ID.matcher(name).matches()
                ? name
                : Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isForbidden(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || character == '\uFFFD'
                || "/?#%<>\"@".indexOf(character) >= 0;
    }

    @Override
    public String description() {
        return "a profile like https://www.linkedin.com/in/ann-berg";
    }
}
