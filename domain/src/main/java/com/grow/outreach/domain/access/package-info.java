/** Who is calling, and what they may see and do. */
@NullMarked
package com.grow.outreach.domain.access;

import org.jspecify.annotations.NullMarked;
