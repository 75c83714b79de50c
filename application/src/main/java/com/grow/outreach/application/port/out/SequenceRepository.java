package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Optional;

/** The sequences that Grow keeps. */
public interface SequenceRepository {

    /** The sequence of that id, or empty if there is none; inside a transaction it can't disappear before that ends. */
    Optional<Sequence> find(SequenceId id);
}
