package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

record OpenOutreachService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements OpenOutreach {

    @Override
    public Result open(Request request, Cause cause) {
        var id = request.id() == null ? OutreachId.KIND.random(random) : request.id();
        return transactions.write(stored -> open(stored, id, request, cause));
    }

    /** Locks the person, so that a concurrent request for the same person sees the new outreach. */
    private Result open(Repositories stored, OutreachId id, Request request, Cause cause) {
        if (request.id() != null && stored.caller().scope() != Scope.EVERYTHING) {
            return new Result.IdNotChosen(id);
        }
        var person = stored.lockPersonOrSuccessor(request.personId());
        if (person.isEmpty()) {
            return new Result.ReferenceNotFound(request.personId());
        }
        var sequence = request.sequenceId();
        if (sequence != null && stored.sequences().find(sequence).isEmpty()) {
            return new Result.ReferenceNotFound(sequence);
        }
        if (request.id() != null
                && (stored.outreaches().find(id).isPresent()
                        || !stored.merges().successors(List.of(id)).isEmpty())) {
            return new Result.IdTaken(id);
        }
        var existing = request.allowSecond()
                ? List.<OutreachId>of()
                : existing(stored, request.channel(), person.get().id());
        var opening = Outreach.open(id, request.channel(), person.get(), existing);
        if (opening instanceof Opening.Refused refused) {
            return new Result.Refused(refused);
        }
        var fresh = ((Opening.Opened) opening).outreach();
        var outreach = sequence == null ? fresh : fresh.assignedTo(sequence);
        return stored.outreaches().create(outreach, clock.instant(), cause)
                ? new Result.Opened(outreach)
                : new Result.IdTaken(id);
    }

    /** Returns the latest outreach to the person on the channel, if there is one. */
    private static List<OutreachId> existing(Repositories stored, Channel channel, PersonId person) {
        var filter = new OutreachFilter(channel, person, null, null, null, null);
        return stored.outreaches().walk(filter, new SliceRequest(null, 1)).items().stream()
                .map(Outreach::id)
                .toList();
    }
}
