/** Use cases of outreaches: lists, transitions, batches, jobs, history and statistics. */
@NullMarked
package com.grow.outreach.application.port.in.outreach;

import org.jspecify.annotations.NullMarked;
