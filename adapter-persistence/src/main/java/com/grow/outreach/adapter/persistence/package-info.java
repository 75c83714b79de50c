/**
 * Persistence adapter: opens the PostgreSQL database, checks it, and holds its connections.
 * All SQL is in this package and those below; none of it decides what an outreach may do.
 */
@NullMarked
package com.grow.outreach.adapter.persistence;

import org.jspecify.annotations.NullMarked;
