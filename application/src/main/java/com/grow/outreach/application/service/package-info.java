/**
 * The implementations of the use cases. They open a transaction, load, let the domain decide, store and return the
 * result. {@link com.grow.outreach.application.service.Services} builds the use cases; the packages below build the
 * tasks of their subjects.
 */
@NullMarked
package com.grow.outreach.application.service;

import org.jspecify.annotations.NullMarked;
