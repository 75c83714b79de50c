package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The outreaches that Grow keeps, with their histories. */
public interface OutreachRepository {

    /** Returns the outreach with this id, or empty if there is none. */
    Optional<Outreach> find(OutreachId id);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Outreach> page(OutreachQuery query);

    /** The next outreaches of a walk through a list that is newest first; its order is that of {@link #page}. */
    Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice);

    /** How many outreaches a list holds; told without reading them. */
    long count(OutreachFilter filter);

    /** How many outreaches a list holds of each kind, all at the same moment. */
    OutreachStats stats(OutreachFilter filter);

    /** One page of what an outreach went through, the latest first; empty if there is no such outreach. */
    Optional<Page<Transition>> history(OutreachId id, PageRequest page);

    /** Returns the outreaches with these ids by their id, without locking them. Missing ids are absent. */
    Map<OutreachId, Outreach> findAll(Collection<OutreachId> ids);

    /**
     * Loads outreaches and keeps everybody else from changing them until the transaction ends. Waits for those who hold
     * one now and then sees what they stored; however callers overlap, they never wait for each other in a circle.
     *
     * @return those that exist, by their id
     */
    Map<OutreachId, Outreach> lock(Collection<OutreachId> ids);

    /**
     * The next outreaches of a {@link #walk}, locked as by {@link #lock}. There may be fewer than were asked for though more
     * follow: those that matched no longer when they were locked are left out.
     */
    Slice<Outreach> lockNext(OutreachFilter filter, SliceRequest slice);

    /** Stores outreaches that have moved together with their transitions; each is one that {@link #lock} returned. */
    void saveMoved(Collection<Moved> moved);

    /**
     * Stores in which sequence, if any, outreaches are enrolled now; each is one that {@link #lock} returned, changed by
     * {@link Outreach#assignedTo} or {@link Outreach#unassigned}.
     *
     * @param cause who asked for it, which is told with the event; what else it says is not kept
     */
    void saveAssigned(Collection<Outreach> outreaches, Cause cause);

    /**
     * Stores an outreach that was opened just now; its person and its sequence have been found by their repositories.
     *
     * @param createdAt when it is opened
     * @param cause who asked for it, which is told with the event; what else it says is not kept
     * @return false if its id is taken, and nothing is stored
     */
    boolean create(Outreach outreach, Instant createdAt, Cause cause);

    /**
     * Deletes an outreach that {@link #lock} returned and that {@link Outreach#refusalOfDeletion} allows.
     *
     * @param cause who asked for it, which is told with the event; what else it says is not kept
     */
    void delete(OutreachId id, Cause cause);
}
