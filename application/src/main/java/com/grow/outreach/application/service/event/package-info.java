/** The event feed, webhooks and deliveries. */
@NullMarked
package com.grow.outreach.application.service.event;

import org.jspecify.annotations.NullMarked;
