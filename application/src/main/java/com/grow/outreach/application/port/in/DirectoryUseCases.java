package com.grow.outreach.application.port.in;

/** All that can be looked up around the outreaches, to be handed to an adapter as one. */
public record DirectoryUseCases(
        ListCompanies listCompanies,
        GetCompany getCompany,
        ListPeople listPeople,
        GetPerson getPerson,
        ListSequences listSequences,
        GetSequence getSequence,
        ListUsers listUsers,
        GetUser getUser,
        ExpandOutreaches expandOutreaches) {}
