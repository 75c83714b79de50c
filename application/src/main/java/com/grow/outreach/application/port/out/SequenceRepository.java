package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;

/** The sequences that Grow keeps. */
public interface SequenceRepository extends DirectoryRepository<SequenceId, Sequence> {

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Sequence> page(NamedQuery query);
}
