/** Providers of contact data. */
@NullMarked
package com.grow.outreach.application.port.out.enrichment;

import org.jspecify.annotations.NullMarked;
