package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.ReadInsights;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

record ReadInsightsService(Transactions transactions, InstantSource clock) implements ReadInsights {

    @Override
    public Optional<InsightPeriod> period(@Nullable LocalDate from, @Nullable LocalDate to) {
        return InsightPeriod.of(from, to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    @Override
    public boolean seesAllGroups() {
        return transactions.<Boolean>read(stored -> stored.caller().scope() == Scope.EVERYTHING);
    }

    @Override
    public Insights read(InsightPeriod period, InsightFilter filter) {
        return transactions.read(stored -> stored.insights().read(period, filter));
    }

    @Override
    public Page<Insights.Group> groups(InsightPeriod period, InsightGrouping by, PageRequest page) {
        return transactions.read(stored -> stored.insights().groups(period, by, page));
    }
}
