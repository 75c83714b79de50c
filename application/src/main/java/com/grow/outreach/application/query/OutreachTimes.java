package com.grow.outreach.application.query;

import java.time.Instant;

/**
 * The times of an outreach.
 *
 * @param createdAt the time of its creation
 * @param changedAt the time of its last transition; the creation time if it never moved
 */
public record OutreachTimes(Instant createdAt, Instant changedAt) {}
