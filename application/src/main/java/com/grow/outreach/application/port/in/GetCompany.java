package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import java.util.Optional;

/**
 * Use case: look at one company.
 *
 * <p>API documentation: {@code GET /api/companies/:id}.
 */
public interface GetCompany {

    /**
     * The company of that id, or empty if there is none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Optional<Company> get(CompanyId id);
}
