package com.grow.outreach.adapter.persistence.list;

import com.grow.outreach.application.query.Period;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a filter that the counters of references, states and channels don't know.
 *
 * @param created the period of the creation
 * @param changed the period of the last change
 * @param words the words of the name of the person, or null for all
 */
record Further(Period created, Period changed, @Nullable WordsOfName words) {

    /** No conditions. */
    static final Further NONE = new Further(Period.OPEN, Period.OPEN, null);

    /** Returns whether there are no conditions. */
    boolean isNone() {
        return created.isOpen() && changed.isOpen() && words == null;
    }

    Further withoutWords() {
        return new Further(created, changed, null);
    }
}
