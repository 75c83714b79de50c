package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which outreaches a list holds. Each part that is not null narrows it further; none of an id needs to exist.
 *
 * <p>API documentation: the filters of {@code GET /api/outreaches}.
 *
 * @param channel those over this channel
 * @param personId those to this person
 * @param companyId those to the people of this company
 * @param sequenceId those enrolled in this sequence
 * @param status those in this state now
 * @param ownerId those to companies that this user owns
 */
public record OutreachFilter(
        @Nullable Channel channel,
        @Nullable PersonId personId,
        @Nullable CompanyId companyId,
        @Nullable SequenceId sequenceId,
        @Nullable OutreachState status,
        @Nullable UserId ownerId) {

    /** Every outreach. */
    public static final OutreachFilter ALL = new OutreachFilter(null, null, null, null, null, null);
}
