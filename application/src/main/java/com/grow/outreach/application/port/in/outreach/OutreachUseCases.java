package com.grow.outreach.application.port.in.outreach;

/** The use cases of outreaches, of jobs that change them, of saved views of their list, and of insights. */
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
        UndoJob undoJob,
        SaveViews views,
        ReadInsights insights) {}
