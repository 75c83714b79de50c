package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.WalkOutreaches;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;

record WalkOutreachesService(Transactions transactions) implements WalkOutreaches {

    @Override
    public Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice) {
        return transactions.read(stored -> stored.outreaches().walk(filter, slice));
    }
}
