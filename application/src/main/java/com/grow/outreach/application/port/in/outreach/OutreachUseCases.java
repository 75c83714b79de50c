package com.grow.outreach.application.port.in.outreach;

/** The use cases of outreaches and of jobs that change them. */
public record OutreachUseCases(
        ListOutreaches list,
        WalkOutreaches walk,
        CountOutreaches count,
        GetOutreach get,
        ExpandOutreaches expand,
        ListTransitions transitions,
        OpenOutreach open,
        OpenToNewPerson openToNewPerson,
        DeleteOutreach delete,
        AssignSequence assignSequence,
        TransitionOutreach transition,
        BatchAssignSequence batchAssignSequence,
        BatchTransitionOutreach batchTransition,
        ForecastBatch forecastBatch,
        ListJobs listJobs,
        GetJob getJob,
        StopJob stopJob,
        UndoJob undoJob) {}
