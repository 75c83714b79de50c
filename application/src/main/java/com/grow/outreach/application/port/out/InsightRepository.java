package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;

/** The insights into the outreaches that the caller sees. */
public interface InsightRepository {

    /**
     * Returns the insights into some outreaches.
     *
     * @throws IllegalArgumentException for a filter other than by owner if the caller does not see everything
     */
    Insights read(InsightPeriod period, InsightFilter filter);

    /**
     * Returns a page of the groups with new outreaches or moves during a period, those with the most moves first.
     *
     * @throws IllegalArgumentException for a grouping other than by owner if the caller does not see everything
     */
    Page<Insights.Group> groups(InsightPeriod period, InsightGrouping by, PageRequest page);
}
