/** Looks up contact data for outreaches in enrichment. */
@NullMarked
package com.grow.outreach.application.service.enrichment;

import org.jspecify.annotations.NullMarked;
