package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The sequences that Grow keeps. */
public interface SequenceRepository {

    /** The sequence of that id, or empty if there is none; inside a transaction it can't disappear before that ends. */
    Optional<Sequence> find(SequenceId id);

    /** Those of the sequences that exist, by their id; nobody is kept from changing them. */
    Map<SequenceId, Sequence> findAll(Collection<SequenceId> ids);

    /** One page of a list, and the size of the whole list at the same moment. */
    Page<Sequence> page(NamedQuery query);
}
