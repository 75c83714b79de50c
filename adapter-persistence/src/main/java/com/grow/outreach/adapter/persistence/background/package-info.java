/** Scheduled tasks and periodic maintenance. */
@NullMarked
package com.grow.outreach.adapter.persistence.background;

import org.jspecify.annotations.NullMarked;
