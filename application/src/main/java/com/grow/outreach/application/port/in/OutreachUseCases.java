package com.grow.outreach.application.port.in;

/** All that can be asked of Grow, to be handed to an adapter as one. */
public record OutreachUseCases(
        ListOutreaches list,
        CountOutreaches count,
        GetOutreach get,
        ListTransitions transitions,
        AssignSequence assignSequence,
        StartEnrichment startEnrichment,
        BatchAssignSequence batchAssignSequence,
        BatchStartEnrichment batchStartEnrichment) {}
