/**
 * Persistence adapter: keeps outreaches in PostgreSQL.
 * Everything that knows SQL is here, and nothing here decides what an outreach may do.
 */
@NullMarked
package com.grow.outreach.adapter.persistence;

import org.jspecify.annotations.NullMarked;
