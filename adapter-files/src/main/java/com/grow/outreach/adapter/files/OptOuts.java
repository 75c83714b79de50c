package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ColumnAlias;
import com.grow.outreach.application.imports.OptOutWord;
import com.grow.outreach.domain.Channel;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of columns that opt a person out of channels. */
final class OptOuts {

    /** The field of these columns. */
    static final String FIELD = "opt_outs";

    private OptOuts() {}

    /** Returns the value of a cell: for a true cell of a column for one channel, that channel; null for a false one. */
    static @Nullable String value(@Nullable String cell, ColumnAlias column) {
        if (cell == null || column.optOut() == null) {
            return cell;
        }
        if (cell.isBlank()) {
            return null;
        }
        var word = OptOutWord.parse(cell);
        if (word.isEmpty()) {
            return cell;
        }
        return word.get() ? column.optOut().value() : null;
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
        return OptOutWord.parse(cell)
                .map(all -> all
                        ? Arrays.stream(Channel.values()).map(Channel::value).collect(Collectors.joining(";"))
                        : "")
                .orElseGet(cell::strip);
    }
}
