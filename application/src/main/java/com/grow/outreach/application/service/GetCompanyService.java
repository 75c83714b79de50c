package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.GetCompany;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import java.util.List;
import java.util.Optional;

record GetCompanyService(Transactions transactions) implements GetCompany {

    @Override
    public Optional<Company> get(CompanyId id) {
        return Optional.ofNullable(transactions
                .read(stored -> stored.companies().findAll(List.of(id)))
                .get(id));
    }
}
