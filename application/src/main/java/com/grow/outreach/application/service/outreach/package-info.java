/** Services of outreaches: transitions, assignments, batches and jobs. */
@NullMarked
package com.grow.outreach.application.service.outreach;

import org.jspecify.annotations.NullMarked;
