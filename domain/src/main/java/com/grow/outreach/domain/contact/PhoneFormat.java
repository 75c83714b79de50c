package com.grow.outreach.domain.contact;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format of phone numbers. */
final class PhoneFormat extends ContactFormat {

    private static final int MAX_LENGTH = 100;

    /** The shortest numbers in use, without an area code, and the longest of E.164. */
    private static final int MIN_DIGITS = 4;

    private static final int MAX_DIGITS = 15;

    private static final Pattern FORMULA = Pattern.compile("=\\s*\"?([^\"]*)\"?");

    /** A word before the number, such as {@code tel:} or {@code Mobile:}. */
    private static final Pattern LABEL = Pattern.compile("\\p{L}[\\p{L}-]{0,14}\\.? ?: ?(?=[+(\\p{Nd}])");

    /** A word in parentheses after the number. */
    private static final Pattern COMMENT = Pattern.compile(" *\\([^()\\p{Nd}]*\\p{L}[^()\\p{Nd}]*\\)$");

    private static final Pattern COUNTRY_IN_PARENTHESES = Pattern.compile("^\\( ?\\+ ?(\\p{Nd}{1,3}) ?\\)");

    private static final Pattern WHOLE_FLOAT = Pattern.compile("(\\d{7,15})[.,]0");

    /** A number of days or an amount; it is too short for a phone number that a spreadsheet has read as a number. */
    private static final Pattern SHORT_FLOAT = Pattern.compile("\\d{1,6}[.,]0+");

    private static final Pattern EXPONENT = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?[eE][+-]?\\d+");

    private static final Pattern DATE = Pattern.compile(
            "(?:(?:0?[1-9]|[12]\\d|3[01])([./-])(?:0?[1-9]|[12]\\d|3[01])\\1(?:19|20)?\\d\\d|(?:19|20)\\d\\d([./-])(?:0?[1-9]|1[0-2])\\2(?:0?[1-9]|[12]\\d|3[01]))(?:[ T]\\d.*)?");

    private static final Pattern NUMBER = Pattern.compile(
            "[+(]?[\\p{Nd} ()/.+\\-‐‑‒–—―−]+?(?:[ ,;]*(?:ext\\.?|extension|x|#)[ .:=]*(\\d{1,7}))?",
            Pattern.CASE_INSENSITIVE);

    private final ContactStandards standards;
    private final @Nullable String region;

    PhoneFormat(ContactStandards standards, @Nullable String region) {
        this.standards = standards;
        this.region = region;
    }

    @Override
    Reading readVisible(String visible) {
        if (visible.length() > MAX_LENGTH) {
            return tooLong(MAX_LENGTH);
        }
        var text = unwrapped(visible);
        if (EXPONENT.matcher(text).matches()) {
            return new Reading.Invalid(
                    "a spreadsheet has cut off digits; format the column as text and export it again");
        }
        if (SHORT_FLOAT.matcher(text).matches()) {
            return unexpected();
        }
        if (DATE.matcher(text).matches()) {
            return new Reading.Invalid("is a date; expected " + description());
        }
        // The library would ignore what follows a letter, as in 90182O.
        if (!NUMBER.matcher(text).matches()) {
            return unexpected();
        }
        if (region != null || text.startsWith("+")) {
            var number = standards.phoneNumber(text, region);
            if (number.isPresent()) {
                return new Reading.Valid(number.get());
            }
        }
        return region == null && isPlausible(text) ? new Reading.Valid(text) : unexpected();
    }

    private static String unwrapped(String visible) {
        var formula = FORMULA.matcher(visible);
        var text = formula.matches() ? formula.group(1) : visible;
        text = Spelling.unwrapped(text).replaceAll(" {2,}", " ").replace('＋', '+');
        text = COMMENT.matcher(text).replaceFirst("");
        var label = LABEL.matcher(text);
        text = label.lookingAt() ? text.substring(label.end()) : text;
        text = COUNTRY_IN_PARENTHESES.matcher(text).replaceFirst("+$1");
        var wholeFloat = WHOLE_FLOAT.matcher(text);
        return wholeFloat.matches() ? wholeFloat.group(1) : text;
    }

    private static boolean isPlausible(String text) {
        var number = NUMBER.matcher(text);
        if (!number.matches()) {
            return false;
        }
        var main = number.group(1) == null ? text : text.substring(0, number.start(1));
        long digits = main.codePoints().filter(Character::isDigit).count();
        return digits >= MIN_DIGITS
                && digits <= MAX_DIGITS
                && main.codePoints().filter(Character::isDigit).anyMatch(digit -> Character.digit(digit, 10) != 0);
    }

    @Override
    public String description() {
        return region == null
                ? "a number like +1 555 0100"
                : "a valid phone number; outside %s with + and the country".formatted(region);
    }
}
