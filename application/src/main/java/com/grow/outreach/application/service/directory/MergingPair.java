package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.in.directory.Merging.Result;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.domain.Id;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The two records that a request asks to merge.
 *
 * @param from the id of the record to merge
 * @param into the id of the other record; the id of a merged record stands for the one that replaced it
 */
record MergingPair<I extends Id>(I from, I into) {

    /**
     * Loads both records and merges them.
     *
     * @param load loads records by their ids
     * @param merge merges the records
     * @return the result of the merge, or the reason why they can't be merged
     */
    <T, M> Result<M> merge(
            Repositories stored,
            Function<List<I>, Map<I, T>> load,
            BiFunction<Map<I, T>, MergingPair<I>, Result<M>> merge) {
        var target = stored.merges().successors(List.of(into)).getOrDefault(into, into);
        var records = load.apply(List.of(from, target));
        if (!records.containsKey(from)) {
            var successor = stored.merges().successors(List.of(from)).get(from);
            return successor == null ? new Result.NotFound<>(from) : new Result.MergedBefore<>(from, successor);
        }
        if (from.equals(target)) {
            return new Result.SameRecord<>(from);
        }
        if (records.containsKey(target)) {
            return merge.apply(records, new MergingPair<>(from, target));
        }
        if (stored.merges().successors(List.of(target)).containsKey(target)) {
            throw new StorageConflictException(target.value() + " was merged just now", null);
        }
        return new Result.IntoNotFound<>(into);
    }
}
