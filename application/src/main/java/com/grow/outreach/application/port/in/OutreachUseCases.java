package com.grow.outreach.application.port.in;

/** All that can be done with outreaches, to be handed to an adapter as one. */
public record OutreachUseCases(
        ListOutreaches list,
        WalkOutreaches walk,
        CountOutreaches count,
        GetOutreach get,
        ListTransitions transitions,
        AssignSequence assignSequence,
        StartEnrichment startEnrichment,
        BatchAssignSequence batchAssignSequence,
        BatchStartEnrichment batchStartEnrichment,
        MaintenanceUseCases maintenance,
        AnswerOnce once) {}
