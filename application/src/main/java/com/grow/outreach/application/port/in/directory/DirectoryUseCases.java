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
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Team;

/** The use cases of companies, people, sequences, users and teams, and of their duplicates. */
public record DirectoryUseCases(
        Directory<CompanyId, Company, CompanyQuery> companies,
        Directory<PersonId, Person, PersonQuery> people,
        Directory<SequenceId, Sequence, NamedQuery> sequences,
        Directory<UserId, User, NamedQuery> users,
        Directory<TeamId, Team, NamedQuery> teams,
        Merging<PersonId, PersonMerge> mergePeople,
        Merging<CompanyId, CompanyMerge> mergeCompanies,
        FindDuplicates duplicates,
        HandOverCompanies handOver) {}
