package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.TextField;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The format of LinkedIn profiles of people. Pages of companies and of other sites are invalid. */
final class LinkedInProfileFormat extends ContactFormat {

    private static final String BASE = "https://www.linkedin.com/in/";

    private static final int MAX_LENGTH = 200;

    private static final String HOST = "(?:(?:(?:https?:)?//)*(?:[a-z0-9-]+\\.)*linkedin\\.com(?::\\d+)?)";

    private static final String REST = "(?:[/?#&\\\\]\\S*)?";

    private static final Pattern PROFILE =
            Pattern.compile(HOST + "?/*(?:mwlite/|comm/)?in/+([^\\s/?#&\\\\]+)" + REST, Pattern.CASE_INSENSITIVE);

    /** Old addresses of profiles, whose name ends with three numbers. */
    private static final Pattern OLD_PROFILE = Pattern.compile(
            HOST + "/+pub/+([^\\s/?#\\\\]+)/+([1-9a-f][0-9a-f]{0,2})/+([0-9a-f]{1,3})/+([0-9a-f]{1,3})" + REST,
            Pattern.CASE_INSENSITIVE);

    /** What copying from a text leaves after a name. */
    private static final Pattern AFTER_NAME = Pattern.compile("[)\\]\\s]+$");

    /** Ids of members that LinkedIn uses in place of a name; their case matters. */
    private static final Pattern MEMBER_ID = Pattern.compile("AC[a-z]AA[\\w-]{20,}");

    private final ContactStandards standards;

    LinkedInProfileFormat(ContactStandards standards) {
        this.standards = standards;
    }

    @Override
    Reading readVisible(String visible) {
        var name = name(Spelling.unwrapped(visible))
                .flatMap(standards::percentDecoded)
                .map(LinkedInProfileFormat::canonical)
                .orElse("");
        if (name.isEmpty()
                || !TextField.canBeKept(name)
                || name.codePoints().anyMatch(LinkedInProfileFormat::isForbidden)) {
            return unexpected();
        }
        return name.length() > MAX_LENGTH ? tooLong(MAX_LENGTH) : new Reading.Valid(BASE + name);
    }

    private static Optional<String> name(String text) {
        var profile = PROFILE.matcher(text);
        if (profile.matches()) {
            boolean isPlaceholder =
                    Placeholder.is(profile.group(1)) || Placeholder.is(text.substring(profile.start(1)));
            return isPlaceholder ? Optional.empty() : Optional.of(profile.group(1));
        }
        var old = OLD_PROFILE.matcher(text);
        return old.matches()
                ? Optional.of("%s-%s%s%s"
                        .formatted(old.group(1), threeDigits(old.group(4)), threeDigits(old.group(3)), old.group(2)))
                : Optional.empty();
    }

    private static String threeDigits(String number) {
        return "0".repeat(3 - number.length()) + number;
    }

    private static String canonical(String name) {
        var stripped = AFTER_NAME.matcher(name).replaceFirst("");
        return MEMBER_ID.matcher(stripped).matches()
                ? stripped
                : Normalizer.normalize(stripped.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
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
