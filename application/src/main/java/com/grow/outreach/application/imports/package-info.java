/** The options, the limits, the progress and the rejected rows of an import. */
@NullMarked
package com.grow.outreach.application.imports;

import org.jspecify.annotations.NullMarked;
