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
 * The translation of a file's column names to Grow's. The mapping comes first; other names match if they are equal apart
 * from case and from spaces or hyphens for underscores. A mapped column takes precedence over one of the same name.
 *
 * @param mapping from column names of the file to Grow's; to an empty text for columns to ignore
 * @param kind the kind of the rows
 * @param taken Grow's names that the mapping assigns to columns of the file
 */
record Columns(Map<String, String> mapping, ImportKind kind, Set<String> taken) {

    /** Returns the translation for a file with the given columns. */
    static Columns of(Map<String, String> mapping, ImportKind kind, Collection<String> theirs) {
        var taken = theirs.stream()
                .map(String::strip)
                .filter(mapping::containsKey)
                .map(mapping::get)
                .collect(Collectors.toSet());
        return new Columns(mapping, kind, taken);
    }

    /** Returns Grow's form of a column name, which no kind need have. */
    static String ours(String theirs, Map<String, String> mapping) {
        var name = theirs.strip();
        var mapped = mapping.get(name);
        return mapped != null ? mapped : name.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
    }

    /** Returns Grow's name for a column of the file; null if the column is ignored. */
    @Nullable String known(String theirs) {
        var name = ours(theirs, mapping);
        boolean free = !taken.contains(name) || mapping.containsKey(theirs.strip());
        return free && kind.columns().contains(name) ? name : null;
    }

    /** Returns the pairs of columns in the file that translate to the same name, by that name. */
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
