package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;

/** The companies that Grow keeps. */
public interface CompanyRepository extends DirectoryRepository<CompanyId, Company> {

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Company> page(CompanyQuery query);
}
