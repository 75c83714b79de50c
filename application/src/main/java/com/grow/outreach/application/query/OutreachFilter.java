package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A filter of outreaches. An outreach must meet all conditions that are not null. The ids need not exist.
 *
 * <p>API documentation: the filters of {@code GET /api/outreaches}.
 *
 * @param channel the channel
 * @param personId the person to reach
 * @param companyId the company of the person
 * @param sequenceId the sequence
 * @param status the current state
 * @param ownerId the owner of the company
 */
public record OutreachFilter(
        @Nullable Channel channel,
        @Nullable PersonId personId,
        @Nullable CompanyId companyId,
        @Nullable SequenceId sequenceId,
        @Nullable OutreachState status,
        @Nullable UserId ownerId) {

    /** All outreaches. */
    public static final OutreachFilter ALL = new OutreachFilter(null, null, null, null, null, null);
}
