package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import org.jspecify.annotations.Nullable;

/**
 * Use case: create an outreach, which begins in the state {@code new}. A person may have several on one channel.
 *
 * <p>API documentation: {@code POST /api/outreaches}.
 */
public interface OpenOutreach {

    /**
     * Opens it now.
     *
     * @param cause who asks for it
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Creation<Outreach> open(Request request, Cause cause);

    /**
     * What to open.
     *
     * @param id the id that it is to have, or null for a new one
     * @param channel how to reach the person
     * @param personId whom to reach
     * @param sequenceId the sequence to enrol it in, or null for none
     */
    record Request(
            @Nullable OutreachId id,
            Channel channel,
            PersonId personId,
            @Nullable SequenceId sequenceId) {}
}
