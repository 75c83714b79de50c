package com.grow.outreach.domain.contact;

import java.util.regex.Pattern;

/** The format of e-mail addresses. */
final class EmailFormat extends ContactFormat {

    /** RFC 5321: 64 characters before the {@code @}, and 255 after it. */
    private static final int MAX_LENGTH = 320;

    private static final Pattern SPACES_AROUND_AT = Pattern.compile(" *@ *");

    /** Spaces that an address contains only by mistake; a plain space may separate two addresses. */
    private static final Pattern SPECIAL_SPACES = Pattern.compile("[\\p{Z}&&[^ ]]");

    private static final Pattern LABEL = Pattern.compile("(?:mailto|smtp|e-?mail) ?: ?", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT = Pattern.compile("^\\([^()@]*\\) *| *\\([^()@]*\\)$");

    private static final Pattern STRAY_BRACKETS = Pattern.compile("^[<(\\[]+|[>)\\]]+$");

    private final ContactStandards standards;

    EmailFormat(ContactStandards standards) {
        this.standards = standards;
    }

    @Override
    String visible(String written) {
        return super.visible(SPECIAL_SPACES.matcher(written).replaceAll(""));
    }

    @Override
    Reading readVisible(String visible) {
        var text = SPACES_AROUND_AT.matcher(address(visible)).replaceAll("@");
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return tooLong(MAX_LENGTH);
        }
        return standards.isEmailAddress(text) ? new Reading.Valid(withCanonicalHost(text)) : unexpected();
    }

    /** Returns an address with its host in Unicode, so that both spellings of an internationalized host are one. */
    private String withCanonicalHost(String address) {
        int at = address.lastIndexOf('@') + 1;
        var host = address.substring(at);
        return standards
                .hostName(host)
                .filter(canonical -> !canonical.equalsIgnoreCase(host))
                .map(canonical -> address.substring(0, at) + canonical)
                .orElse(address);
    }

    private static String address(String visible) {
        var text =
                COMMENT.matcher(Spelling.unwrapped(visible).replace('＠', '@')).replaceAll("");
        if (text.endsWith(">") && text.indexOf('<') >= 0) {
            text = text.substring(text.lastIndexOf('<') + 1, text.length() - 1);
        }
        text = STRAY_BRACKETS.matcher(Spelling.unwrapped(text)).replaceAll("");
        var label = LABEL.matcher(text);
        return Spelling.unwrapped(
                label.lookingAt() ? text.substring(label.end()).split("\\?", 2)[0] : text);
    }

    @Override
    public String description() {
        return "an address like ann@acme.com";
    }
}
