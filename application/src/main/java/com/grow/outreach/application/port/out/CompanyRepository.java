package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import java.util.Collection;
import java.util.Map;

/** The companies that Grow keeps. */
public interface CompanyRepository {

    /** Those of the companies that exist, by their id. */
    Map<CompanyId, Company> findAll(Collection<CompanyId> ids);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Company> page(CompanyQuery query);
}
