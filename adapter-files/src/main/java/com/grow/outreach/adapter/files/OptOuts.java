package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ColumnAlias;
import com.grow.outreach.domain.Channel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of columns that opt a person out of channels. */
final class OptOuts {

    /** The field of these columns. */
    static final String FIELD = "opt_outs";

    private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "x");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "0");

    private OptOuts() {}

    /** Returns the value of a cell: for a true cell of a column for one channel, that channel; null for a false one. */
    static @Nullable String value(@Nullable String cell, ColumnAlias column) {
        if (cell == null || column.optOut() == null) {
            return cell;
        }
        var word = word(cell);
        if (TRUE.contains(word)) {
            return column.optOut().value();
        }
        return word.isEmpty() || FALSE.contains(word) ? null : cell;
    }

    /** Returns a list of the channels of two cells. */
    static @Nullable String join(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        var both = Stream.of(one, other)
                .map(OptOuts::channels)
                .flatMap(text -> Stream.of(text.split(";")))
                .filter(channel -> !channel.isBlank())
                .distinct()
                .collect(Collectors.joining(";"));
        return both.isEmpty() ? one : both;
    }

    private static String channels(String cell) {
        var word = word(cell);
        if (TRUE.contains(word)) {
            return Arrays.stream(Channel.values()).map(Channel::value).collect(Collectors.joining(";"));
        }
        return FALSE.contains(word) ? "" : cell.strip();
    }

    private static String word(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT);
    }
}
