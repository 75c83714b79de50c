package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;

/** The use cases of companies, people, sequences and users, and of their duplicates. */
public record DirectoryUseCases(
        Directory<CompanyId, Company, CompanyQuery> companies,
        Directory<PersonId, Person, PersonQuery> people,
        Directory<SequenceId, Sequence, NamedQuery> sequences,
        Directory<UserId, User, NamedQuery> users,
        Merging<PersonId, PersonMerge> mergePeople,
        Merging<CompanyId, CompanyMerge> mergeCompanies,
        FindDuplicates duplicates) {}
