package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.CountOutreaches;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachStats;

record CountOutreachesService(Transactions transactions) implements CountOutreaches {

    @Override
    public OutreachStats count(OutreachFilter filter) {
        return transactions.read(stored -> stored.outreaches().stats(filter));
    }
}
