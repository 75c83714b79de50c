package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.DeleteOutreach;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.util.List;
import java.util.function.Predicate;

record DeleteOutreachService(Transactions transactions) implements DeleteOutreach {

    @Override
    public Result delete(OutreachId id, Cause cause, Predicate<Outreach> expected) {
        return transactions.write(stored -> delete(stored, id, cause, expected));
    }

    private static Result delete(Repositories stored, OutreachId id, Cause cause, Predicate<Outreach> expected) {
        var outreach = stored.outreaches().lock(List.of(id)).get(id);
        if (outreach == null) {
            return new Result.OutreachNotFound(id);
        }
        if (!expected.test(outreach)) {
            return new Result.NotAsExpected(id);
        }
        var refusal = outreach.refusalOfDeletion();
        if (refusal.isPresent()) {
            return new Result.HasHistory(id, refusal.get());
        }
        stored.outreaches().delete(id, cause);
        return new Result.Deleted(id);
    }
}
