package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.GetUser;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.List;
import java.util.Optional;

record GetUserService(Transactions transactions) implements GetUser {

    @Override
    public Optional<User> get(UserId id) {
        return Optional.ofNullable(
                transactions.read(stored -> stored.users().findAll(List.of(id))).get(id));
    }
}
