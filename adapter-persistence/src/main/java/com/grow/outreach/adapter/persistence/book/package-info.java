/** Reads, loads, imports and audits the whole database with COPY. */
@NullMarked
package com.grow.outreach.adapter.persistence.book;

import org.jspecify.annotations.NullMarked;
