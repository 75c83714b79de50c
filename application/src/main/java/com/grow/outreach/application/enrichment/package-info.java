/** A look-up of contact data for one outreach. */
@NullMarked
package com.grow.outreach.application.enrichment;

import org.jspecify.annotations.NullMarked;
