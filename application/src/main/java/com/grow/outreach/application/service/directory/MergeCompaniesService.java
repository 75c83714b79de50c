package com.grow.outreach.application.service.directory;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.in.directory.Merging;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.access.AuditFields;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

record MergeCompaniesService(Transactions transactions, InstantSource clock)
        implements Merging<CompanyId, CompanyMerge> {

    @Override
    public Result<CompanyMerge> merge(CompanyId from, CompanyId into, Cause cause, boolean dryRun) {
        var asked = new MergingPair<>(from, into);
        return dryRun
                ? transactions.read(stored -> asked.merge(
                        stored,
                        ids -> stored.companies().findAll(ids),
                        (companies, pair) -> decide(stored, companies, pair)))
                : transactions.write(stored -> asked.merge(
                        stored,
                        ids -> stored.merges().lockCompanies(ids),
                        (companies, pair) -> store(stored, companies, pair, cause)));
    }

    private static Result.Merged<CompanyMerge> decide(
            Repositories stored, Map<CompanyId, Company> companies, MergingPair<CompanyId> pair) {
        var merge =
                CompanyMerge.of(requireNonNull(companies.get(pair.from())), requireNonNull(companies.get(pair.into())));
        return new Result.Merged<>(
                merge,
                stored.companies().dependents(pair.from()),
                stored.outreaches().count(new OutreachFilter(null, null, pair.from(), null, null, null)));
    }

    private Result<CompanyMerge> store(
            Repositories stored, Map<CompanyId, Company> companies, MergingPair<CompanyId> pair, Cause cause) {
        var decided = decide(stored, companies, pair);
        var now = clock.instant();
        stored.merges().saveCompanies(List.of(decided.merge()), cause, now);
        new MergedRecords(
                        "company",
                        AuditFields.of(decided.merge().from()),
                        AuditFields.of(requireNonNull(companies.get(pair.into()))),
                        AuditFields.of(decided.merge().into()))
                .record(stored, pair, now);
        return decided;
    }
}
