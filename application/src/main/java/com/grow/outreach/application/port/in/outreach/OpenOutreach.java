package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import org.jspecify.annotations.Nullable;

/**
 * Use case: create an outreach, which starts in the state {@code new}.
 *
 * <p>API documentation: {@code POST /api/outreaches}.
 */
public interface OpenOutreach {

    /**
     * Creates the outreach. Of simultaneous requests for the same person and channel, one succeeds.
     *
     * @param cause the actor, for the event
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result open(Request request, Cause cause);

    /**
     * The outreach to create.
     *
     * @param id the id, or null to generate one
     * @param channel the channel
     * @param personId the person to reach
     * @param sequenceId the sequence, or null for none
     * @param allowSecond whether to create it even if the person already has an outreach on the channel
     */
    record Request(
            @Nullable OutreachId id,
            Channel channel,
            PersonId personId,
            @Nullable SequenceId sequenceId,
            boolean allowSecond) {

        /** A request for the only outreach to the person on the channel. */
        public Request(@Nullable OutreachId id, Channel channel, PersonId personId, @Nullable SequenceId sequenceId) {
            this(id, channel, personId, sequenceId, false);
        }
    }

    /** The result of {@link #open}. Nothing is stored unless it is {@link Opened}. */
    sealed interface Result {

        /** The outreach is stored. */
        record Opened(Outreach outreach) implements Result {}

        /** Another outreach has the id. */
        record IdTaken(OutreachId id) implements Result {}

        /**
         * The caller's scope is restricted, so the caller can't choose ids: a taken id would reveal an outreach outside of the
         * scope. Nothing has changed.
         */
        record IdNotChosen(OutreachId id) implements Result {}

        /** The person or the sequence does not exist. */
        record ReferenceNotFound(Id id) implements Result {}

        /**
         * The caller would not see the new company of the outreach's new person, because it has no owner. Nothing has
         * changed.
         */
        record CompanyOutOfScope() implements Result {}

        /** The domain refuses the outreach. */
        record Refused(Opening.Refused reason) implements Result {}
    }
}
