/**
 * What the use cases need of the outside, as interfaces: storage and its transactions.
 * Adapters that Grow drives (PostgreSQL) implement these.
 */
@NullMarked
package com.grow.outreach.application.port.out;

import org.jspecify.annotations.NullMarked;
