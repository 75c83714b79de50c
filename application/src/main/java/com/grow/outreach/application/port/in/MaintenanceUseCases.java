package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;

/** All by which the book of business is created and maintained, to be handed on as one. */
public record MaintenanceUseCases(
        OpenOutreach openOutreach,
        DeleteOutreach deleteOutreach,
        Maintain<CompanyId, Company> companies,
        Maintain<PersonId, Person> people,
        Maintain<SequenceId, Sequence> sequences,
        Maintain<UserId, User> users) {}
