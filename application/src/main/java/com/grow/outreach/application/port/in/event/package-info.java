/** Use cases of the event feed, webhooks and deliveries. */
@NullMarked
package com.grow.outreach.application.port.in.event;

import org.jspecify.annotations.NullMarked;
