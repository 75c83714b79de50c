/**
 * The interfaces that the use cases need: transactions, repositories, scheduled tasks and a sender of webhooks. The
 * persistence and webhook adapters implement them.
 */
@NullMarked
package com.grow.outreach.application.port.out;

import org.jspecify.annotations.NullMarked;
