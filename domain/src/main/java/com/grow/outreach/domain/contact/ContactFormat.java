package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import java.util.Objects;

/** A format of contact data. Subclasses read a text without invisible characters. */
abstract class ContactFormat implements TextFormat {

    static final int MAX_WRITTEN = 2_000;

    @Override
    public final Reading read(String written) {
        Objects.requireNonNull(written, "written");
        if (!TextField.canBeKept(written)) {
            return new Reading.Invalid("expected " + TextField.KEPT);
        }
        if (written.length() > MAX_WRITTEN) {
            return tooLong(MAX_WRITTEN);
        }
        var visible = visible(written);
        return visible.isEmpty() ? new Reading.Blank() : readVisible(visible);
    }

    /** Returns a text without invisible characters; see {@link Spelling#visible}. */
    String visible(String written) {
        return Spelling.visible(written);
    }

    /** Reads a text in NFC that is neither blank nor has format characters. */
    abstract Reading readVisible(String visible);

    final Reading unexpected() {
        return new Reading.Invalid("expected " + description());
    }

    static Reading tooLong(int maxLength) {
        return new Reading.Invalid("expected at most %,d characters".formatted(maxLength));
    }
}
