package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Use case: give many companies to another owner in one transaction.
 *
 * <p>API documentation: {@code PATCH /api/companies/batch_assign_owner}. Throws {@link
 * com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
@FunctionalInterface
public interface HandOverCompanies {

    /** The maximum number of companies. */
    int MAX_SIZE = 10_000;

    /**
     * Gives companies to an owner.
     *
     * @param ids the companies
     * @param owner the new owner, or null for none
     * @param expected selects the companies to change; the others are refused as changed
     * @param dryRun whether to change nothing and to return what would change
     */
    Result handOver(Set<CompanyId> ids, @Nullable UserId owner, Predicate<Company> expected, boolean dryRun);

    /** The result. */
    sealed interface Result {

        /**
         * The companies have the owner, except for the refused ones.
         *
         * @param changed the number of companies that had another owner
         * @param unchanged the number of companies that had this owner already
         * @param owner the owner, or null for none
         * @param refused the other companies, in the order of the request
         */
        record HandedOver(
                int changed, int unchanged, @Nullable User owner, List<Refusal> refused) implements Result {}

        /** The owner does not exist, or is outside of the caller's team. */
        record OwnerNotFound(UserId owner) implements Result {}
    }

    /** The reason why a company kept its owner. */
    sealed interface Refusal {

        /** Returns the requested id. */
        CompanyId id();

        /** No company has this id. */
        record NotFound(CompanyId id) implements Refusal {}

        /** The company is not as the caller expected. */
        record ChangedSince(CompanyId id) implements Refusal {}
    }
}
