package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;

/**
 * Use case: browse and search companies.
 *
 * <p>API documentation: {@code GET /api/companies}.
 */
public interface ListCompanies {

    /**
     * One page of the list, and how many companies the whole list has; both as of the same moment.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<Company> list(CompanyQuery query);
}
