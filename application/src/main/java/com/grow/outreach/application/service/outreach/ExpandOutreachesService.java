package com.grow.outreach.application.service.outreach;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.grow.outreach.application.port.in.outreach.ExpandOutreaches;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

record ExpandOutreachesService(Transactions transactions, InstantSource clock) implements ExpandOutreaches {

    @Override
    public References expand(Collection<Outreach> outreaches, Set<Reference> references) {
        if (outreaches.isEmpty() || references.isEmpty()) {
            return References.NONE;
        }
        return transactions.read(stored -> expand(stored, outreaches, references));
    }

    private References expand(Repositories stored, Collection<Outreach> outreaches, Set<Reference> references) {
        boolean ofOwner = references.contains(Reference.OWNER);
        boolean ofCompany = ofOwner || references.contains(Reference.COMPANY);
        boolean ofMoves = references.contains(Reference.MOVES);
        boolean ofPerson = ofCompany || ofMoves || references.contains(Reference.PERSON);
        Map<PersonId, Person> people = ofPerson ? stored.people().findAll(people(outreaches)) : Map.of();
        Map<CompanyId, Company> companies =
                ofCompany ? stored.companies().findAll(companies(people.values())) : Map.of();
        Map<UserId, User> users = ofOwner ? stored.users().findAll(owners(companies.values())) : Map.of();
        Map<SequenceId, Sequence> sequences =
                references.contains(Reference.SEQUENCE) ? stored.sequences().findAll(sequences(outreaches)) : Map.of();
        return new References(
                people,
                companies,
                sequences,
                users,
                ofMoves ? moves(outreaches, people) : Map.of(),
                references.contains(Reference.TIMES) ? stored.outreaches().times(ids(outreaches)) : Map.of());
    }

    private Map<OutreachId, List<TransitionResult>> moves(
            Collection<Outreach> outreaches, Map<PersonId, Person> people) {
        var now = clock.instant();
        return outreaches.stream()
                .filter(outreach -> people.containsKey(outreach.personId()))
                .collect(toMap(Outreach::id, outreach -> {
                    var optOuts =
                            requireNonNull(people.get(outreach.personId())).optOuts();
                    return outreach.possibleMoves(new Circumstances(now, Cause.UNKNOWN, optOuts));
                }));
    }

    private static Set<OutreachId> ids(Collection<Outreach> outreaches) {
        return outreaches.stream().map(Outreach::id).collect(toSet());
    }

    private static Set<PersonId> people(Collection<Outreach> outreaches) {
        return outreaches.stream().map(Outreach::personId).collect(toSet());
    }

    private static Set<CompanyId> companies(Collection<Person> people) {
        return people.stream().map(Person::companyId).collect(toSet());
    }

    private static Set<UserId> owners(Collection<Company> companies) {
        return companies.stream().map(Company::ownerId).filter(Objects::nonNull).collect(toSet());
    }

    private static Set<SequenceId> sequences(Collection<Outreach> outreaches) {
        return outreaches.stream()
                .map(Outreach::sequenceId)
                .flatMap(Optional::stream)
                .collect(toSet());
    }
}
