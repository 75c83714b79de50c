/** Fast lists of outreaches and of the directory, with exact totals. */
@NullMarked
package com.grow.outreach.adapter.persistence.list;

import org.jspecify.annotations.NullMarked;
