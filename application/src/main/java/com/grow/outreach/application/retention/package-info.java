/** How long records are kept. */
@NullMarked
package com.grow.outreach.application.retention;

import org.jspecify.annotations.NullMarked;
