package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ListCompanies;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Company;

record ListCompaniesService(Transactions transactions) implements ListCompanies {

    @Override
    public Page<Company> list(CompanyQuery query) {
        return transactions.read(stored -> stored.companies().page(query));
    }
}
