package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ColumnAlias;
import com.grow.outreach.application.imports.ColumnAliases;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the columns of a file are read into. The mapping comes first, then the {@linkplain ColumnAliases
 * aliases}. A mapped column takes precedence over all others of the same field. Of several columns of one field, contacts
 * have the first that is not empty; other kinds have the first column, because there an empty cell clears the field.
 */
final class Columns {

    /** Fields of contacts whose columns mean different things, so that one can't stand in for another. */
    private static final Set<String> SINGLE = Set.of("title");

    private final ImportKind kind;
    private final Map<String, String> mapping;
    private final ColumnAliases aliases;

    /** The mapped fields. */
    private final Set<String> taken = new HashSet<>();

    /** The maximum number of columns whose fields are remembered. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Optional<ColumnAlias>> found = new HashMap<>();

    /** The columns of the file by field, the first choice first. */
    private final Map<String, List<String>> columns = new HashMap<>();

    /**
     * Determines the fields of columns.
     *
     * @param mapping from column names of the file to Grow's; to an empty text for columns to ignore
     * @param kind the kind of the rows
     * @param theirs the columns of the file
     */
    Columns(Map<String, String> mapping, ImportKind kind, Collection<String> theirs) {
        this.kind = kind;
        this.mapping = new HashMap<>();
        mapping.forEach((column, field) -> this.mapping.put(HeaderText.clean(column), field));
        this.aliases = ColumnAliases.of(kind, theirs);
        theirs.stream()
                .map(HeaderText::clean)
                .filter(this.mapping::containsKey)
                .forEach(column -> taken.add(Objects.requireNonNull(this.mapping.get(column))));
        for (var column : theirs) {
            var alias = find(column);
            if (alias != null) {
                columns.computeIfAbsent(alias.field(), field -> new ArrayList<>())
                        .add(column);
            }
        }
        columns.values().forEach(same -> same.sort(Comparator.comparingInt(this::rank)));
    }

    private int rank(String column) {
        return Objects.requireNonNull(find(column)).rank();
    }

    /** Returns the field of a column; null if the column is ignored. */
    @Nullable ColumnAlias find(String column) {
        var known = found.get(column);
        if (known == null) {
            known = look(column);
            if (found.size() < REMEMBERED) {
                found.put(column, known);
            }
        }
        return known.orElse(null);
    }

    private Optional<ColumnAlias> look(String column) {
        var mapped = mapping.get(HeaderText.clean(column));
        return mapped != null
                ? Optional.of(mapped).filter(kind.columns()::contains).map(field -> new ColumnAlias(field, 0, null))
                : aliases.find(column).filter(alias -> !taken.contains(alias.field()));
    }

    /** Returns the field of a column that is read; null for one that is ignored in every row. */
    @Nullable ColumnAlias read(String column) {
        var alias = find(column);
        if (alias == null || standsIn(alias.field())) {
            return alias;
        }
        var same = columns.getOrDefault(alias.field(), List.of());
        return same.isEmpty() || alias.rank() <= rank(same.getFirst()) ? alias : null;
    }

    /** Returns whether a column of the file has a field. */
    boolean has(String field) {
        return columns.containsKey(field);
    }

    /** Returns whether a column of a field is read where the columns before it are empty. */
    boolean standsIn(String field) {
        return kind == ImportKind.CONTACTS && !SINGLE.contains(field);
    }

    /** Returns the columns whose values are ignored, at least in rows in which another column has the field. */
    List<String> ignored(Collection<String> theirs) {
        return theirs.stream()
                .filter(column -> !column.isBlank())
                .filter(column -> {
                    var alias = find(column);
                    return alias == null
                            || !alias.field().equals(OptOuts.FIELD)
                                    && !column.equals(Objects.requireNonNull(columns.get(alias.field()))
                                            .getFirst());
                })
                .toList();
    }

    /** Rejects a mapping to an unknown field and a header that lacks required columns. */
    void check(String where, Collection<String> theirs) {
        taken.stream()
                .filter(field -> !field.isEmpty() && !kind.columns().contains(field))
                .findAny()
                .ifPresent(field -> {
                    throw new UnreadableException("%s: %s have no field '%s'; use one of %s"
                            .formatted(where, kind.value(), field, String.join(", ", kind.columns())));
                });
        if (columns.isEmpty()) {
            throw new UnreadableException(
                    "%s: no column matches a field of %s (%s); the columns are %s. Map them: --map \"Their Column=our_field\""
                            .formatted(
                                    where, kind.value(), String.join(", ", kind.columns()), String.join(", ", theirs)));
        }
        for (var choice : kind.required()) {
            if (choice.stream().noneMatch(columns::containsKey)) {
                var fields = kind.columns().stream().filter(choice::contains).toList();
                throw new UnreadableException(
                        "%s: there is no column for %s; the columns are %s. Map one of them: --map \"Their Column=%s\""
                                .formatted(
                                        where,
                                        String.join(" or ", fields),
                                        String.join(", ", theirs),
                                        fields.getFirst()));
            }
        }
    }

    /** Rejects two columns of the same name, of which neither has precedence. */
    void requireUnique(String where) {
        columns.forEach((field, same) -> {
            if (!standsIn(field) && same.size() > 1 && rank(same.get(0)) == rank(same.get(1))) {
                throw new UnreadableException(
                        "%s: the columns '%s' and '%s' both map to '%s'; rename one, or map one to nothing: \"Column=\""
                                .formatted(where, same.get(0), same.get(1), field));
            }
        });
    }
}
