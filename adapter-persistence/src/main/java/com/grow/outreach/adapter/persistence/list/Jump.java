package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import com.grow.outreach.adapter.persistence.list.ListPart.Newest;
import com.grow.outreach.adapter.persistence.list.ListPart.Sorted;
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
 * A jump to a deep page of an {@link OutreachList}. It skips whole parts, names, blocks of companies and weeks by their
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
            case Newest newest -> reachesNewest(newest);
            case Walk walk when walk.names() != OutreachList.BY_COMPANY -> reachesName(walk);
            case Walk walk when !narrowing.byOwner() && narrowing.sequence() == null -> reachesBlock(walk);
            case Walk _, Sorted _ -> {
                parts.addFirst(part);
                yield true;
            }
        };
    }

    private boolean reachesNewest(Newest newest) {
        var rows = newest.narrowing();
        if (!parts.isEmpty()) {
            long count =
                    snapshot.select(OutreachCounts.count(rows)).fetchSingle().value1();
            if (count <= offset) {
                offset -= count;
                return false;
            }
        }
        skipWeeks(rows);
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
                skipWeeks(walk.narrowed().apply(reference -> reference.eq(name.key())));
                return true;
            }
            offset -= name.count();
        }
        return false;
    }

    private boolean reachesBlock(Walk walk) {
        var rest = walk;
        for (var block : OutreachCounts.byCompanyBlock(narrowing, walk.direction(), snapshot)) {
            if (block.count() > offset) {
                rest = walk.among(from(block, walk.direction()));
                break;
            }
            offset -= block.count();
        }
        parts.addFirst(rest);
        return true;
    }

    /** Returns the condition for the companies of a block and of the blocks after it. */
    private static Condition from(OutreachCounts.OfBlock block, SortOrder direction) {
        if (direction == SortOrder.ASC) {
            return COMPANIES.NAME.ge(block.firstName());
        }
        return block.end() == null ? noCondition() : COMPANIES.NAME.lt(block.end());
    }

    /** Adds these rows as the first part, without the weeks before the page. */
    private void skipWeeks(Narrowing rows) {
        var rest = rows;
        for (var week : OutreachCounts.byWeek(rows, snapshot)) {
            if (week.count() > offset) {
                rest = rows.createdBefore(week.end());
                break;
            }
            offset -= week.count();
        }
        parts.addFirst(new Newest(rest));
    }
}
