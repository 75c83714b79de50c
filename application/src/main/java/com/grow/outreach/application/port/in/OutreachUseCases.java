package com.grow.outreach.application.port.in;

/** All that can be done with outreaches, to be handed to an adapter as one. */
public record OutreachUseCases(
        ListOutreaches list,
        WalkOutreaches walk,
        CountOutreaches count,
        GetOutreach get,
        ListTransitions transitions,
        AssignSequence assignSequence,
        TransitionOutreach transition,
        BatchAssignSequence batchAssignSequence,
        BatchTransitionOutreach batchTransition,
        ListJobs listJobs,
        GetJob getJob,
        StopJob stopJob,
        MaintenanceUseCases maintenance,
        WebhookUseCases webhooks,
        ImportUseCases imports,
        AnswerOnce once) {}
