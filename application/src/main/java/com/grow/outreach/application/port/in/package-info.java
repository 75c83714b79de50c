/**
 * The use cases: one interface for each thing that can be asked of Grow, with its results as types.
 * Adapters that drive Grow (HTTP, a command, another JVM service) call these and nothing deeper.
 */
@NullMarked
package com.grow.outreach.application.port.in;

import org.jspecify.annotations.NullMarked;
