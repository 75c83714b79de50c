/** Routes of the event stream and of webhooks. */
@NullMarked
package com.grow.outreach.adapter.rest.event;

import org.jspecify.annotations.NullMarked;
