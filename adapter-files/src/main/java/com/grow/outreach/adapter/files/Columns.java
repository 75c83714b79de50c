package com.grow.outreach.adapter.files;

import com.grow.outreach.application.query.ImportKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of somebody's file are called here: as the mapping says, else as they are, whatever their case and with
 * spaces or hyphens for underscores.
 *
 * @param mapping from their names to ours
 */
record Columns(Map<String, String> mapping) {

    Columns {
        mapping = Map.copyOf(mapping);
    }

    /** Our name for a column of theirs, which need not be one that any kind has. */
    String ours(String theirs) {
        var name = theirs.strip();
        var mapped = mapping.get(name);
        return mapped != null ? mapped : name.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
    }

    /** Our name for a column of theirs; null if that kind has no such column. */
    @Nullable String known(String theirs, ImportKind kind) {
        var name = ours(theirs);
        return kind.columns().contains(name) ? name : null;
    }

    /** Those of theirs that are called the same here, by what they are called. */
    Map<String, String> twice(Collection<String> theirs, ImportKind kind) {
        var seen = new LinkedHashMap<String, String>();
        var twice = new LinkedHashMap<String, String>();
        for (var name : theirs) {
            var ours = known(name, kind);
            var other = ours == null ? null : seen.putIfAbsent(ours, name);
            if (ours != null && other != null) {
                twice.put(ours, "'%s' and '%s'".formatted(other, name));
            }
        }
        return twice;
    }
}
