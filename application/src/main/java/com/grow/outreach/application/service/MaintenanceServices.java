package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.MaintenanceUseCases;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.MaintainService.Kind;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The use cases that create and maintain, made of what they need. */
final class MaintenanceServices {

    private MaintenanceServices() {}

    static MaintenanceUseCases over(Transactions transactions, InstantSource clock, RandomGenerator random) {
        return new MaintenanceUseCases(
                new OpenOutreachService(transactions, clock, random),
                new DeleteOutreachService(transactions),
                new MaintainService<>(
                        transactions,
                        clock,
                        random,
                        new Kind<>(
                                CompanyId.KIND,
                                Repositories::companies,
                                (company, stored) -> Optional.ofNullable(company.ownerId())
                                        .filter(owner ->
                                                stored.users().find(owner).isEmpty()))),
                new MaintainService<>(
                        transactions,
                        clock,
                        random,
                        new Kind<>(
                                PersonId.KIND,
                                Repositories::people,
                                (person, stored) -> Optional.of(person.companyId())
                                        .filter(company ->
                                                stored.companies().find(company).isEmpty()))),
                new MaintainService<>(
                        transactions,
                        clock,
                        random,
                        new Kind<>(SequenceId.KIND, Repositories::sequences, (sequence, stored) -> Optional.empty())),
                new MaintainService<>(
                        transactions,
                        clock,
                        random,
                        new Kind<>(UserId.KIND, Repositories::users, (user, stored) -> Optional.empty())));
    }
}
