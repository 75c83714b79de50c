/** The accounts, sessions, links and tokens in PostgreSQL. */
@NullMarked
package com.grow.outreach.adapter.persistence.access;

import org.jspecify.annotations.NullMarked;
