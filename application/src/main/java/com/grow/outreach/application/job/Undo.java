package com.grow.outreach.application.job;

import com.grow.outreach.domain.JobId;

/** Restores the outreaches that are still as another job left them. */
public record Undo(JobId jobId) implements JobWork {}
