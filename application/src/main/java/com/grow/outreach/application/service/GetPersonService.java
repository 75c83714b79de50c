package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.GetPerson;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.List;
import java.util.Optional;

record GetPersonService(Transactions transactions) implements GetPerson {

    @Override
    public Optional<Person> get(PersonId id) {
        return Optional.ofNullable(transactions
                .read(stored -> stored.people().findAll(List.of(id)))
                .get(id));
    }
}
