/**
 * The use cases at work: open a transaction, load, let the domain decide, store, answer with a result.
 * Only {@link com.grow.outreach.application.service.OutreachServices} and
 * {@link com.grow.outreach.application.service.DirectoryServices} are public; they hand out the use cases.
 */
@NullMarked
package com.grow.outreach.application.service;

import org.jspecify.annotations.NullMarked;
