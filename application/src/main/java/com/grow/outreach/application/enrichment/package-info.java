/** Look-ups of contact data. */
@NullMarked
package com.grow.outreach.application.enrichment;

import org.jspecify.annotations.NullMarked;
