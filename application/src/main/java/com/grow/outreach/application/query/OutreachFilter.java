package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter of outreaches. An outreach must meet all given conditions. The ids need not exist.
 *
 * <p>API documentation: the filters of {@code GET /api/outreaches}.
 *
 * @param channels the channels of which it must have one; empty for all
 * @param people the people of whom it must reach one; empty for all
 * @param companies the companies for one of which the person must work; empty for all
 * @param sequences the sequences
 * @param states the states of which it must be in one; empty for all
 * @param owners the owners of the company
 * @param person words of the name of the person in any order, ignoring case, or null for all
 * @param created the period of its creation
 * @param changed the period of its last transition, or of its creation if it never moved
 */
public record OutreachFilter(
        Set<Channel> channels,
        Set<PersonId> people,
        Set<CompanyId> companies,
        AnyOf<SequenceId> sequences,
        Set<OutreachState> states,
        AnyOf<UserId> owners,
        @Nullable String person,
        Period created,
        Period changed) {

    /** All outreaches. */
    public static final OutreachFilter ALL = new OutreachFilter(null, null, null, null, null, null);

    public OutreachFilter {
        channels = Set.copyOf(channels);
        people = Set.copyOf(people);
        companies = Set.copyOf(companies);
        states = Set.copyOf(states);
    }

    /** Creates a filter with at most one value for each condition; null for all. */
    public OutreachFilter(
            @Nullable Channel channel,
            @Nullable PersonId personId,
            @Nullable CompanyId companyId,
            @Nullable SequenceId sequenceId,
            @Nullable OutreachState status,
            @Nullable UserId ownerId) {
        this(
                setOf(channel),
                setOf(personId),
                setOf(companyId),
                sequenceId == null ? AnyOf.all() : AnyOf.one(sequenceId),
                setOf(status),
                ownerId == null ? AnyOf.all() : AnyOf.one(ownerId),
                null,
                Period.OPEN,
                Period.OPEN);
    }

    private static <T> Set<T> setOf(@Nullable T value) {
        return value == null ? Set.of() : Set.of(value);
    }
}
