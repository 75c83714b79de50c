package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The merges of an {@link InMemoryStorage} that a caller sees.
 *
 * @param all the merges
 * @param visible the caller's other repositories
 */
record VisibleMerges(MergeRepository all, Repositories visible) implements MergeRepository {

    @Override
    public <I extends Id> Map<I, I> successors(Collection<I> ids) {
        var found = new HashMap<>(all.successors(ids));
        found.values().removeIf(successor -> !isVisible(successor));
        return found;
    }

    private boolean isVisible(Id id) {
        if (id instanceof PersonId person) {
            return visible.people().find(person).isPresent();
        }
        if (id instanceof CompanyId company) {
            return visible.companies().find(company).isPresent();
        }
        return id instanceof OutreachId outreach
                && visible.outreaches().find(outreach).isPresent();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Map<PersonId, Person> lockPeople(Collection<PersonId> ids) {
        return visible.people().findAll(ids);
    }

    @Override
    public Map<CompanyId, Company> lockCompanies(Collection<CompanyId> ids) {
        return visible.companies().findAll(ids);
    }

    @Override
    public List<OutreachId> outreachesOf(Collection<PersonId> people) {
        return all.outreachesOf(people).stream().filter(this::isVisible).toList();
    }

    @Override
    public void savePeople(Collection<PersonMerge> merges, Cause cause, Instant at) {
        all.savePeople(merges, cause, at);
    }

    @Override
    public void saveCompanies(Collection<CompanyMerge> merges, Cause cause, Instant at) {
        all.saveCompanies(merges, cause, at);
    }
}
