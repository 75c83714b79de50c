/** Routes of outreaches, batch changes, jobs and exported files. */
@NullMarked
package com.grow.outreach.adapter.rest.outreach;

import org.jspecify.annotations.NullMarked;
