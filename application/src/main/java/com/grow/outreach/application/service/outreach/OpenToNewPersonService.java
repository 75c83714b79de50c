package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.in.outreach.OpenOutreach.Result;
import com.grow.outreach.application.port.in.outreach.OpenToNewPerson;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.directory.DirectoryServices;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds every reason for a refusal before it stores the first record, so that a refusal needs no rollback. */
record OpenToNewPersonService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements OpenToNewPerson {

    @Override
    public Result open(Request request, Cause cause) {
        return transactions.write(stored -> refusal(stored, request).orElseGet(() -> create(stored, request, cause)));
    }

    private Optional<Result> refusal(Repositories stored, Request request) {
        var id = request.id();
        if (id != null && stored.caller().scope() != Scope.EVERYTHING) {
            return Optional.of(new Result.IdNotChosen(id));
        }
        if (id != null
                && (stored.outreaches().find(id).isPresent()
                        || !stored.merges().successors(List.of(id)).isEmpty())) {
            return Optional.of(new Result.IdTaken(id));
        }
        return refusalOfCompany(stored, request.company())
                .or(() -> Optional.ofNullable(request.sequenceId())
                        .filter(sequence -> stored.sequences().find(sequence).isEmpty())
                        .map(Result.ReferenceNotFound::new))
                .or(() -> refusalOfOpening(request));
    }

    private Optional<Result> refusalOfCompany(Repositories stored, PersonsCompany company) {
        if (company instanceof PersonsCompany.Existing existing) {
            return stored.companies().find(existing.id()).isEmpty()
                    ? Optional.of(new Result.ReferenceNotFound(existing.id()))
                    : Optional.empty();
        }
        var sample = ((PersonsCompany.Fresh) company).company().apply(CompanyId.KIND.random(random));
        return refusalOfOwner(stored, sample);
    }

    /** Refuses an owner that does not exist, and one whose companies the caller would not see. */
    private static Optional<Result> refusalOfOwner(Repositories stored, Company company) {
        UserId owner = company.ownerId();
        if (owner == null) {
            return stored.caller().scope().includes(null)
                    ? Optional.empty()
                    : Optional.of(new Result.CompanyOutOfScope());
        }
        return stored.caller().scope().includes(owner)
                        && stored.users().find(owner).isPresent()
                ? Optional.empty()
                : Optional.of(new Result.ReferenceNotFound(owner));
    }

    /** Asks the domain about a person who has not been stored yet, and so has no other outreach. */
    private Optional<Result> refusalOfOpening(Request request) {
        var person = request.person().apply(PersonId.KIND.random(random), CompanyId.KIND.random(random));
        var opening = Outreach.open(OutreachId.KIND.random(random), request.channel(), person, List.of());
        return opening instanceof Opening.Refused refused ? Optional.of(new Result.Refused(refused)) : Optional.empty();
    }

    private Result create(Repositories stored, Request request, Cause cause) {
        var joined = Transactions.joining(stored);
        var directory = DirectoryServices.over(joined, clock, random);
        var companyId = company(directory, request.company());
        var person =
                created(directory.people().create(null, id -> request.person().apply(id, companyId)));
        var asked = new OpenOutreach.Request(request.id(), request.channel(), person.id(), request.sequenceId(), false);
        var result = new OpenOutreachService(joined, clock, random).open(asked, cause);
        if (!(result instanceof Result.Opened)) {
            throw interrupted();
        }
        return result;
    }

    private static CompanyId company(DirectoryUseCases directory, PersonsCompany company) {
        return company instanceof PersonsCompany.Existing existing
                ? existing.id()
                : created(directory.companies().create(null, ((PersonsCompany.Fresh) company).company()))
                        .id();
    }

    private static <T> T created(Creation<T> creation) {
        if (creation instanceof Creation.Created<T> made) {
            return made.thing();
        }
        throw interrupted();
    }

    /** Rolls the transaction back. Only a concurrent request can have caused it, such as one with the same id. */
    private static StorageUnavailableException interrupted() {
        return new StorageUnavailableException(
                "a concurrent request changed a record that this one needs", new IllegalStateException());
    }
}
