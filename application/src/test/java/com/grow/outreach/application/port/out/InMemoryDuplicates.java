package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Likeness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pairs of duplicates of an {@link InMemoryStorage}, as one transaction sees them. */
final class InMemoryDuplicates<I extends Id, T> implements DuplicateRepository<I, T> {

    private final Map<I, Created<T>> all;
    private final Function<T, I> id;
    private final Map<Key<I>, Stored> pairs;

    InMemoryDuplicates(Map<I, Created<T>> all, Function<T, I> id, Map<Key<I>, Stored> pairs) {
        this.all = all;
        this.id = id;
        this.pairs = pairs;
    }

    /** The ids of a pair. */
    record Key<I extends Id>(I from, I into) {}

    /** What is stored of a pair. */
    record Stored(long ordinal, Likeness likeness, Instant searchedAt) {}

    /** Keeps the pairs of a merged record for the one that replaces it. */
    static <I extends Id> void follow(Map<Key<I>, Stored> pairs, I from, I into) {
        var followed = new LinkedHashMap<Key<I>, Stored>();
        pairs.forEach((key, stored) -> followed.putIfAbsent(
                new Key<>(
                        key.from().equals(from) ? into : key.from(), key.into().equals(from) ? into : key.into()),
                stored));
        followed.keySet().removeIf(key -> key.from().equals(key.into()));
        pairs.clear();
        pairs.putAll(followed);
    }

    @Override
    public Page<Duplicate<T>> page(@Nullable Confidence confidence, PageRequest page) {
        var matching = pairs.entrySet().stream()
                .filter(pair -> confidence == null || pair.getValue().likeness().confidence() == confidence)
                .sorted(comparing(pair -> pair.getValue().ordinal()))
                .map(pair -> new Duplicate<>(
                        thing(pair.getKey().from()),
                        thing(pair.getKey().into()),
                        pair.getValue().likeness()))
                .toList();
        return new Page<>(
                matching.stream().skip(page.offset()).limit(page.size()).toList(), page, matching.size());
    }

    private T thing(I wanted) {
        return requireNonNull(all.get(wanted)).value();
    }

    @Override
    public long count(Confidence confidence) {
        return page(confidence, PageRequest.first()).totalCount();
    }

    @Override
    public long total() {
        return all.size();
    }

    @Override
    public Step<T> search(long after, int size) {
        var oldestFirst = all.values().stream().sorted(comparing(Created::at)).toList();
        var candidates = new ArrayList<Candidate<T>>();
        for (int older = 0; older < oldestFirst.size(); older++) {
            for (int newer = older + 1; newer < oldestFirst.size(); newer++) {
                candidates.add(new Candidate<>(
                        oldestFirst.get(newer).value(), oldestFirst.get(older).value()));
            }
        }
        return new Step<>(candidates, all.size(), null);
    }

    @Override
    public void save(Collection<Duplicate<T>> found, Instant searchedAt) {
        for (var pair : found) {
            pairs.compute(
                    new Key<>(id.apply(pair.from()), id.apply(pair.into())),
                    (key, stored) -> new Stored(
                            stored == null ? pairs.size() + 1 : stored.ordinal(), pair.likeness(), searchedAt));
        }
    }

    @Override
    public void removeBefore(Instant searchedAt) {
        pairs.values().removeIf(stored -> stored.searchedAt().isBefore(searchedAt));
    }

    @Override
    public List<Pair<I>> exact(long after, int limit) {
        return pairs.entrySet().stream()
                .filter(pair -> pair.getValue().likeness().confidence() == Confidence.EXACT)
                .map(pair -> new Pair<>(
                        pair.getValue().ordinal(),
                        pair.getKey().from(),
                        pair.getKey().into()))
                .filter(pair -> pair.ordinal() > after)
                .sorted(comparing(Pair::ordinal))
                .limit(limit)
                .toList();
    }
}
