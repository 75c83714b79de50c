package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ListPeople;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Person;

record ListPeopleService(Transactions transactions) implements ListPeople {

    @Override
    public Page<Person> list(PersonQuery query) {
        return transactions.read(stored -> stored.people().page(query));
    }
}
