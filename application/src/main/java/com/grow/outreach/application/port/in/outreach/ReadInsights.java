package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Use case: read how outreaches move.
 *
 * <p>API documentation: {@code /api/insights}. Each call throws {@link
 * com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface ReadInsights {

    /** Returns a period as {@link InsightPeriod#of} does, as of today. */
    Optional<InsightPeriod> period(@Nullable LocalDate from, @Nullable LocalDate to);

    /** Returns whether the caller can choose outreaches by sequence and channel; otherwise only by owner. */
    boolean seesAllGroups();

    /** Returns the insights into some outreaches. */
    Insights read(InsightPeriod period, InsightFilter filter);

    /** Returns a page of the groups with new outreaches or moves during a period, those with the most moves first. */
    Page<Insights.Group> groups(InsightPeriod period, InsightGrouping by, PageRequest page);
}
