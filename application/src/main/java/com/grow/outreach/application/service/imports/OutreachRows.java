package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.domain.OutreachId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parsed outreach with its history.
 *
 * @param row the row of the outreach, or null for a history without its outreach
 * @param history the rows of the history
 * @param unreadable the rejects of unreadable rows
 * @param size the number of rows, with unreadable ones
 */
record OutreachRows(@Nullable RowReader row, List<RowReader> history, List<Reject> unreadable, int size) {

    static OutreachRows parse(RowGroup group, String file, @Nullable String historyFile) {
        var unreadable = new ArrayList<Reject>();
        var history = new ArrayList<RowReader>();
        for (var item : group.history()) {
            RowReader.of(String.valueOf(historyFile), item, unreadable).ifPresent(history::add);
        }
        var row = group.row() == null
                ? null
                : RowReader.of(file, group.row(), unreadable).orElse(null);
        return new OutreachRows(row, history, unreadable, group.size());
    }

    /** Returns all readable rows. */
    Stream<RowReader> all() {
        return Stream.concat(Stream.ofNullable(row), history.stream());
    }

    boolean isValid() {
        return unreadable.isEmpty() && all().allMatch(RowReader::isValid);
    }

    /** Returns the id that the rows give; empty if they give none or an invalid one. */
    Optional<OutreachId> givenId() {
        return all().findFirst()
                .map(first -> first.raw(row == null ? "outreach_id" : "id"))
                .flatMap(OutreachId.KIND::parse);
    }

    /** Returns the natural key of a row without an id; empty if the row has an id or the key is incomplete. */
    Optional<OutreachKey> key() {
        return row == null ? Optional.empty() : OutreachKey.of(row);
    }

    /** Rejects all rows, with a reason for rows that are valid by themselves. */
    void rejectAll(Importer.Outcome outcome) {
        all().filter(RowReader::isValid)
                .forEach(
                        valid -> valid.reject(
                                null,
                                "another row of this outreach is invalid; an outreach is imported with its whole history or not at all"));
        all().forEach(rejected -> outcome.rejects.addAll(rejected.rejects()));
        outcome.rejects.addAll(unreadable);
        outcome.rejected += size;
    }
}
