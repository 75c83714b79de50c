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
import java.util.List;
import java.util.Map;

/** The merges of people and companies. The id of a merged record stays known and leads to the record that replaced it. */
public interface MergeRepository {

    /**
     * Returns the ids of the people, companies or outreaches that replaced merged ones, by the merged id. A chain of merges
     * leads to its end. Ids that were not merged are absent.
     */
    <I extends Id> Map<I, I> successors(Collection<I> ids);

    /** Returns whether nothing was merged so far. */
    boolean isEmpty();

    /**
     * Loads people, and locks them and the places of their companies until the transaction ends. Missing ones are absent.
     */
    Map<PersonId, Person> lockPeople(Collection<PersonId> ids);

    /** Loads companies, and locks them and their people until the transaction ends. Missing ones are absent. */
    Map<CompanyId, Company> lockCompanies(Collection<CompanyId> ids);

    /** Returns the ids of the outreaches to these people, oldest first. */
    List<OutreachId> outreachesOf(Collection<PersonId> people);

    /**
     * Stores merges of people: the survivors, the outreaches that change their person, and the merged ids. Writes an event
     * for each. The caller deletes the outreaches that are replaced.
     *
     * @param merges merges of people that {@link #lockPeople} returned, each person in one merge only
     */
    void savePeople(Collection<PersonMerge> merges, Cause cause, Instant at);

    /**
     * Stores merges of companies: the survivors, the people and outreaches that change their company, and the merged ids.
     * Writes an event for each.
     *
     * @param merges merges of companies that {@link #lockCompanies} returned, each company in one merge only
     */
    void saveCompanies(Collection<CompanyMerge> merges, Cause cause, Instant at);
}
