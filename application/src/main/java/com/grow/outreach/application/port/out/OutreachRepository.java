package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
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

    /** The outreach of that id, or empty if there is none. */
    Optional<Outreach> find(OutreachId id);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Outreach> page(OutreachQuery query);

    /** The next outreaches of a walk through a list that is newest first; its order is that of {@link #page}. */
    Slice<Outreach> walk(OutreachFilter filter, SliceRequest slice);

    /** How many outreaches a list holds of each kind, all at the same moment. */
    OutreachStats stats(OutreachFilter filter);

    /** One page of what an outreach went through, the latest first; empty if there is no such outreach. */
    Optional<Page<Transition>> history(OutreachId id, PageRequest page);

    /**
     * Loads outreaches and keeps everybody else from changing them until the transaction ends. Waits for those who hold
     * one now and then sees what they stored; however callers overlap, they never wait for each other in a circle.
     *
     * @return those that exist, by their id
     */
    Map<OutreachId, Outreach> lock(Collection<OutreachId> ids);

    /** Stores outreaches that have moved together with their transitions; each is one that {@link #lock} returned. */
    void saveMoved(Collection<Moved> moved);

    /**
     * Stores in which sequence, if any, outreaches are enrolled now; each is one that {@link #lock} returned, changed by
     * {@link Outreach#assignedTo} or {@link Outreach#unassigned}.
     */
    void saveAssigned(Collection<Outreach> outreaches);

    /**
     * Stores an outreach that was opened just now; its person and its sequence have been found by their repositories.
     *
     * @param createdAt when it is opened
     * @return false if its id is taken, and nothing is stored
     */
    boolean create(Outreach outreach, Instant createdAt);

    /** Deletes an outreach that {@link #lock} returned and that {@link Outreach#canBeDeleted}. */
    void delete(OutreachId id);
}
