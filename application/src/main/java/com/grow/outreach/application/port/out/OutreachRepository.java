package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.OutreachTimes;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored outreaches and their histories. */
public interface OutreachRepository {

    /** Returns the outreach with this id, or empty if there is none. */
    Optional<Outreach> find(OutreachId id);

    /** Returns a page of a list and the total number of matches, both as of the same time. */
    Page<Outreach> page(OutreachQuery query);

    /** Returns the next outreaches of a walk by creation time, newest first. The order is that of {@link #page}. */
    Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice);

    /** Returns the number of matches, without reading them. */
    long count(OutreachFilter filter);

    /**
     * Returns the number of matches in a sequence, without reading them.
     *
     * @param sequence the sequence, or null for outreaches without one
     */
    long count(OutreachFilter filter, @Nullable SequenceId sequence);

    /**
     * Returns the number of matches, by state and channel, whose person opted out of the channel.
     *
     * @param mostPeople the maximum number of people whose opt-outs are read
     */
    OptedOut optedOut(OutreachFilter filter, int mostPeople);

    /**
     * The number of outreaches whose person opted out of the channel.
     *
     * @param complete whether the opt-outs of all people were read
     */
    record OptedOut(OutreachStats stats, boolean complete) {}

    /** Returns the number of matches by state and channel, all as of the same time. */
    OutreachStats stats(OutreachFilter filter);

    /** Returns a page of the history of an outreach, latest transition first; empty if the outreach does not exist. */
    Optional<Page<Transition>> history(OutreachId id, PageRequest page);

    /** Returns the outreaches with these ids by their id, without locking them. Missing ids are absent. */
    Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids);

    /** Returns those of the outreaches that {@link #findAll(Collection)} returns that match a filter. */
    Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids, OutreachFilter filter);

    /** Returns the times of outreaches by their id. Missing ids are absent. */
    Map<OutreachId, OutreachTimes> times(Collection<OutreachId> ids);

    /**
     * Returns outreaches and locks them until the transaction ends. Waits for other transactions that lock them and
     * returns their result. Overlapping calls don't deadlock.
     *
     * @return the existing outreaches by id
     */
    Map<OutreachId, Outreach> lock(Collection<OutreachId> ids);

    /**
     * Returns the next outreaches of a {@link #walk}, locked as by {@link #lock}. Omits outreaches that no longer match
     * after the lock, so a slice before the end can be smaller than requested.
     */
    Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice);

    /** Stores outreaches that have moved, with their transitions. {@link #lock} must have returned each of them. */
    void saveMoved(Collection<Moved> moved);

    /**
     * Stores the sequences of outreaches. {@link #lock} must have returned each of them; {@link Outreach#assignedTo} or
     * {@link Outreach#unassigned} changed it.
     *
     * @param cause the actor, for the event; the reason and the metadata are not stored
     */
    void saveAssigned(Collection<Outreach> outreaches, Cause cause);

    /**
     * Stores a new outreach. The caller must have found its person and its sequence in their repositories.
     *
     * @param createdAt the time of creation
     * @param cause the actor, for the event; the reason and the metadata are not stored
     * @return false if the id exists; nothing is stored then
     */
    boolean create(Outreach outreach, Instant createdAt, Cause cause);

    /**
     * Deletes an outreach that {@link #lock} returned and that {@link Outreach#refusalOfDeletion} allows.
     *
     * @param cause the actor, for the event; the reason and the metadata are not stored
     */
    void delete(OutreachId id, Cause cause);
}
