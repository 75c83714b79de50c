package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Use case: create an outreach together with its person, and with the person's company if it is new.
 *
 * <p>API documentation: {@code POST /api/outreaches} with {@code person}.
 */
@FunctionalInterface
public interface OpenToNewPerson {

    /**
     * Creates all of them in one transaction, or nothing.
     *
     * @param cause the actor, for the event
     * @return the same results as {@link OpenOutreach#open}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    OpenOutreach.Result open(Request request, Cause cause);

    /**
     * The outreach to create.
     *
     * @param id the id, or null to generate one
     * @param channel the channel
     * @param sequenceId the sequence, or null for none
     * @param person creates the person with its id and its company
     * @param company the company
     */
    record Request(
            @Nullable OutreachId id,
            Channel channel,
            @Nullable SequenceId sequenceId,
            BiFunction<PersonId, CompanyId, Person> person,
            PersonsCompany company) {}

    /** The company of the new person. */
    sealed interface PersonsCompany {

        /** A company that exists. */
        record Existing(CompanyId id) implements PersonsCompany {}

        /** A company to create. */
        record Fresh(Function<CompanyId, Company> company) implements PersonsCompany {}
    }
}
