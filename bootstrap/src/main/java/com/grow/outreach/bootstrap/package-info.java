/**
 * Bootstrap: the command, its configuration, and the one place where all rooms are wired together.
 * It brings what a newcomer lacks, an embedded PostgreSQL and demo data, and starts and stops everything in order.
 */
@NullMarked
package com.grow.outreach.bootstrap;

import org.jspecify.annotations.NullMarked;
