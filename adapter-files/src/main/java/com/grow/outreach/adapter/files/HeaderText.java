package com.grow.outreach.adapter.files;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** The text of a header cell. */
final class HeaderText {

    /** Characters that can't be seen, such as zero-width spaces and byte order marks. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private HeaderText() {}

    private static final Pattern COLON = Pattern.compile("[: ]+$");

    /** Returns a column name as a person reads it: composed, without invisible characters, outer blanks and a colon. */
    static String clean(String column) {
        var visible = INVISIBLE.matcher(Normalizer.normalize(column, Normalizer.Form.NFC));
        var text = BLANKS.matcher(visible.replaceAll("")).replaceAll(" ").strip();
        return COLON.matcher(text).replaceFirst("");
    }
}
