/** The callers of the API, and the rules for what they see and do. */
@NullMarked
package com.grow.outreach.domain.access;

import org.jspecify.annotations.NullMarked;
