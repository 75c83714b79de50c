/**
 * The command line, its configuration, and the wiring of all modules.
 * It also provides the embedded PostgreSQL and the demo data.
 */
@NullMarked
package com.grow.outreach.bootstrap;

import org.jspecify.annotations.NullMarked;
