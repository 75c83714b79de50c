package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.in.directory.HandOverCompanies;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record HandOverCompaniesService(Transactions transactions, InstantSource clock) implements HandOverCompanies {

    @Override
    public Result handOver(Set<CompanyId> ids, @Nullable UserId owner, Predicate<Company> expected, boolean dryRun) {
        if (dryRun) {
            return transactions.read(
                    stored -> Plan.of(stored, stored.companies().findAll(ids), owner, expected)
                            .result(ids));
        }
        return transactions.write(stored -> {
            var plan = Plan.of(stored, stored.companies().lockAll(ids), owner, expected);
            if (plan.ownerExists() && !plan.changed().isEmpty()) {
                store(stored, plan);
            }
            return plan.result(ids);
        });
    }

    private void store(Repositories stored, Plan plan) {
        stored.companies().handOver(plan.changed().stream().map(Company::id).toList(), plan.ownerId());
        var author = Author.of(stored.caller());
        stored.audit()
                .recordAll(plan.changed().stream()
                        .map(company -> AuditEntry.of(clock.instant(), author, "company.updated", company.id())
                                .changing(AuditFields.of(company), AuditFields.of(company.ownedBy(plan.ownerId()))))
                        .toList());
    }

    /**
     * What a hand-over does.
     *
     * @param ownerId the new owner, or null for none
     * @param owner the user with this id, or null
     * @param found the companies that exist
     * @param changed those that get the owner
     * @param refused those that the caller did not expect as they are
     */
    private record Plan(
            @Nullable UserId ownerId,
            @Nullable User owner,
            Map<CompanyId, Company> found,
            List<Company> changed,
            Set<CompanyId> refused) {

        static Plan of(
                Repositories stored,
                Map<CompanyId, Company> found,
                @Nullable UserId ownerId,
                Predicate<Company> expected) {
            // Owners outside of the caller's scope are missing, too, because the companies would leave the scope.
            var owner = ownerId == null || !stored.caller().scope().includes(ownerId)
                    ? null
                    : stored.users().find(ownerId).orElse(null);
            var refused = found.values().stream()
                    .filter(expected.negate())
                    .map(Company::id)
                    .collect(Collectors.toSet());
            var changed = found.values().stream()
                    .filter(expected)
                    .filter(company -> !Objects.equals(company.ownerId(), ownerId))
                    .toList();
            return new Plan(ownerId, owner, found, changed, refused);
        }

        boolean ownerExists() {
            return ownerId == null || owner != null;
        }

        Result result(Set<CompanyId> ids) {
            if (ownerId != null && owner == null) {
                return new Result.OwnerNotFound(ownerId);
            }
            var refusals = ids.stream()
                    .filter(id -> !found.containsKey(id) || refused.contains(id))
                    .<Refusal>map(id -> found.containsKey(id) ? new Refusal.ChangedSince(id) : new Refusal.NotFound(id))
                    .toList();
            int unchanged = found.size() - refused.size() - changed.size();
            return new Result.HandedOver(changed.size(), unchanged, owner, refusals);
        }
    }
}
