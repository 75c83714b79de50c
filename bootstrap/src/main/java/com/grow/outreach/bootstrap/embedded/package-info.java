/** The embedded PostgreSQL server: its directory, its programs, its processes and its roles. */
@NullMarked
package com.grow.outreach.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
