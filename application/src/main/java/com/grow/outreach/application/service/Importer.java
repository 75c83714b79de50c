package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.query.Reject;
import java.util.ArrayList;
import java.util.List;

/** Imports rows of one kind, many at once. */
interface Importer {

    /** Stores what can be stored of these, in the transaction of the repositories. */
    Outcome store(List<Unit> units, Repositories stored);

    /** What came of it. */
    final class Outcome {

        final List<Reject> rejects = new ArrayList<>();
        long created;
        long updated;
        long unchanged;
        long rejected;
    }
}
