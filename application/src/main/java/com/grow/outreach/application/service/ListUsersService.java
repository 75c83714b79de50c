package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ListUsers;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;

record ListUsersService(Transactions transactions) implements ListUsers {

    @Override
    public Page<User> list(NamedQuery query) {
        return transactions.read(stored -> stored.users().page(query));
    }
}
