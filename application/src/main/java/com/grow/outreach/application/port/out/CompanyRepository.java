package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The companies that Grow stores. */
public interface CompanyRepository extends DirectoryRepository<CompanyId, Company, CompanyQuery> {

    /** Returns companies by their id and locks them as {@link #lock} does. Missing ids are absent. */
    Map<CompanyId, Company> lockAll(Collection<CompanyId> ids);

    /**
     * Stores another owner of companies that {@link #lockAll} returned. The caller must have found the owner by {@link
     * #find}. Outreaches copy the owner in the same transaction.
     *
     * @param owner the owner, or null for none
     */
    void handOver(Collection<CompanyId> ids, @Nullable UserId owner);
}
