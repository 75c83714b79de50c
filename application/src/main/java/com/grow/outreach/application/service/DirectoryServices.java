package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.port.out.Transactions;
import java.time.InstantSource;

/** The use cases around the outreaches, made of what they need. */
public final class DirectoryServices {

    private DirectoryServices() {}

    /**
     * The use cases over a storage.
     *
     * @param transactions where companies, people, sequences and users are kept
     * @param clock what time it is, to tell how outreaches could move now
     */
    public static DirectoryUseCases over(Transactions transactions, InstantSource clock) {
        return new DirectoryUseCases(
                new ListCompaniesService(transactions),
                new GetCompanyService(transactions),
                new ListPeopleService(transactions),
                new GetPersonService(transactions),
                new ListSequencesService(transactions),
                new GetSequenceService(transactions),
                new ListUsersService(transactions),
                new GetUserService(transactions),
                new ExpandOutreachesService(transactions, clock));
    }
}
