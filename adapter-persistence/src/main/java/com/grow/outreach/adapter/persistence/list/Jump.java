package com.grow.outreach.adapter.persistence.list;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.grow.outreach.adapter.persistence.list.ListPart.Sorted;
import com.grow.outreach.adapter.persistence.list.ListPart.Timed;
import com.grow.outreach.adapter.persistence.list.ListPart.Walk;
import com.grow.outreach.adapter.persistence.list.OutreachList.Start;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SortOrder;

/**
 * A jump to a deep page of an {@link OutreachList}. It skips whole parts, names, blocks of names and days by their
 * numbers of rows, all in one snapshot.
 */
final class Jump {

    private final Narrowing narrowing;
    private final DSLContext snapshot;
    private final Deque<ListPart> parts;
    private long offset;

    Jump(Narrowing narrowing, DSLContext snapshot, Collection<ListPart> parts, long offset) {
        this.narrowing = narrowing;
        this.snapshot = snapshot;
        this.parts = new ArrayDeque<>(parts);
        this.offset = offset;
    }

    /** Returns the start of the page. The list must have more rows than the offset. */
    Start start() {
        boolean reached;
        do {
            reached = reaches(parts.removeFirst());
        } while (!reached);
        return new Start(List.copyOf(parts), offset);
    }

    /** Skips rows of a part. If the page starts in it, adds the remaining rows as parts and returns true. */
    private boolean reaches(ListPart part) {
        return switch (part) {
            case Timed timed -> reachesTimed(timed);
            case Walk walk when Blocks.of(walk.names()).isEmpty() && hasCounts() -> reachesName(walk);
            case Walk walk
            when hasCounts() && !narrowing.byOwner() && narrowing.sequence() == null ->
                reachesBlock(walk, Blocks.of(walk.names()).orElseThrow());
            case Walk _, Sorted _ -> {
                parts.addFirst(part);
                yield true;
            }
        };
    }

    /** Returns whether counters have the rows by name. */
    private boolean hasCounts() {
        return narrowing.further().isNone();
    }

    private boolean reachesTimed(Timed timed) {
        var rows = timed.narrowing();
        if (!parts.isEmpty()) {
            long count =
                    snapshot.select(OutreachCounts.count(rows)).fetchSingle().value1();
            if (count <= offset) {
                offset -= count;
                return false;
            }
        }
        skipDays(rows, timed.order());
        return true;
    }

    private boolean reachesName(Walk walk) {
        for (var name : OutreachCounts.byName(walk, narrowing, snapshot)) {
            if (name.count() > offset) {
                var position = row(walk.names().name(), walk.names().key());
                parts.addFirst(walk.among(
                        walk.direction() == SortOrder.ASC
                                ? position.gt(name.name(), name.key())
                                : position.lt(name.name(), name.key())));
                skipDays(walk.narrowed().apply(reference -> reference.eq(name.key())), TimeOrder.NEWEST);
                return true;
            }
            offset -= name.count();
        }
        return false;
    }

    private boolean reachesBlock(Walk walk, Blocks blocks) {
        var rest = walk;
        for (var block : blocks.counts(narrowing, walk.direction(), snapshot)) {
            if (block.count() > offset) {
                rest = walk.among(from(block, walk));
                break;
            }
            offset -= block.count();
        }
        parts.addFirst(rest);
        return true;
    }

    /** Returns the condition for the names of a block and of the blocks after it. */
    private static Condition from(Blocks.OfBlock block, Walk walk) {
        var name = walk.names().name();
        if (walk.direction() == SortOrder.ASC) {
            return name.ge(block.firstName());
        }
        return block.end() == null ? noCondition() : name.lt(block.end());
    }

    /** Adds these rows as the first part, without the days before the page. */
    private void skipDays(Narrowing rows, TimeOrder order) {
        var rest = rows;
        for (var day : OutreachCounts.byDay(rows, order, snapshot)) {
            if (day.count() > offset) {
                rest = rows.at(order.from(day.start(), day.end()));
                break;
            }
            offset -= day.count();
        }
        parts.addFirst(new Timed(rest, order));
    }
}
