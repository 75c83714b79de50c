/**
 * The domain model: outreaches, their states and transitions, people, companies, sequences, users and webhooks.
 * Business rules are defined here. The package does not depend on HTTP, SQL, files, threads or the system clock.
 */
@NullMarked
package com.grow.outreach.domain;

import org.jspecify.annotations.NullMarked;
