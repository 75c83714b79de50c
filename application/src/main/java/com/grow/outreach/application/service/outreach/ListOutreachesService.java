package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.ListOutreaches;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Outreach;

record ListOutreachesService(Transactions transactions) implements ListOutreaches {

    @Override
    public Page<Outreach> list(OutreachQuery query) {
        return transactions.read(stored -> stored.outreaches().page(query));
    }
}
