/** Fast lists of outreaches and directory entries, with exact totals. */
@NullMarked
package com.grow.outreach.adapter.persistence.list;

import org.jspecify.annotations.NullMarked;
