package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACH_TRANSITIONS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.trueCondition;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import java.util.Optional;
import org.jooq.DSLContext;

/** The histories of outreaches in {@code outreach_transitions}. */
final class OutreachHistory {

    private OutreachHistory() {}

    /** Returns a page of the history of an outreach, latest transition first; empty if the outreach does not exist. */
    static Optional<Page<Transition>> page(OutreachId id, PageRequest page, VisibleRows visible, DSLContext dsl) {
        // In one statement, so that the existence of the outreach, the page and the total come from one snapshot.
        var total = field(selectCount()
                        .from(OUTREACH_TRANSITIONS)
                        .where(OUTREACH_TRANSITIONS.OUTREACH_ID.eq(OUTREACHES.ID)))
                .as("total");
        var latest = lateral(selectFrom(OUTREACH_TRANSITIONS)
                        .where(OUTREACH_TRANSITIONS.OUTREACH_ID.eq(OUTREACHES.ID))
                        .orderBy(OUTREACH_TRANSITIONS.SORT_KEY.desc())
                        .limit(page.size())
                        .offset(page.offset()))
                .as("latest");
        var rows = dsl.select(latest.fields())
                .select(total)
                .from(OUTREACHES)
                .leftJoin(latest)
                .on(trueCondition())
                .where(OUTREACHES.PUBLIC_ID.eq(id.value()))
                .and(visible.outreaches())
                .orderBy(requireNonNull(latest.field(OUTREACH_TRANSITIONS.SORT_KEY))
                        .desc())
                .fetch();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var items = rows.stream()
                .filter(row -> row.get(OUTREACH_TRANSITIONS.SORT_KEY) != null)
                .map(row -> JooqOutreachRepository.transition(id, row))
                .toList();
        return Optional.of(new Page<>(items, page, rows.getFirst().get(total)));
    }
}
