/** Routes of outreaches, their batches, jobs and lists as files. */
@NullMarked
package com.grow.outreach.adapter.rest.outreach;

import org.jspecify.annotations.NullMarked;
