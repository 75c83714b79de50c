/** Pairs of people or companies that are probably duplicates. */
@NullMarked
package com.grow.outreach.application.duplicate;

import org.jspecify.annotations.NullMarked;
