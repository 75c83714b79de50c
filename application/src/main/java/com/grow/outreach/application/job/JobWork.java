package com.grow.outreach.application.job;

/** The work of a job. */
public sealed interface JobWork permits OutreachChange, Undo, DuplicateWork {}
