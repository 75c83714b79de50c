package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ImportKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of somebody's file are called here: as the mapping says, else as they are, whatever their case and with
 * spaces or hyphens for underscores. One that is mapped has its name alone, whatever others are called.
 *
 * @param mapping from their names to ours; to nothing for what is left out
 * @param kind what has the columns
 * @param taken those of our names that the mapping gives to columns of the file
 */
record Columns(Map<String, String> mapping, ImportKind kind, Set<String> taken) {

    /** Those of a file with such columns. */
    static Columns of(Map<String, String> mapping, ImportKind kind, Collection<String> theirs) {
        var taken = theirs.stream()
                .map(String::strip)
                .filter(mapping::containsKey)
                .map(mapping::get)
                .collect(Collectors.toSet());
        return new Columns(mapping, kind, taken);
    }

    /** Our name for a column of theirs, which need not be one that any kind has. */
    static String ours(String theirs, Map<String, String> mapping) {
        var name = theirs.strip();
        var mapped = mapping.get(name);
        return mapped != null ? mapped : name.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
    }

    /** Our name for a column of theirs; null if it has none. */
    @Nullable String known(String theirs) {
        var name = ours(theirs, mapping);
        boolean free = !taken.contains(name) || mapping.containsKey(theirs.strip());
        return free && kind.columns().contains(name) ? name : null;
    }

    /** Those of theirs that are called the same here, by what they are called. */
    Map<String, String> twice(Collection<String> theirs) {
        var seen = new LinkedHashMap<String, String>();
        var twice = new LinkedHashMap<String, String>();
        for (var name : theirs) {
            var ours = known(name);
            var other = ours == null ? null : seen.putIfAbsent(ours, name);
            if (ours != null && other != null) {
                twice.put(ours, "'%s' and '%s'".formatted(other, name));
            }
        }
        return twice;
    }
}
