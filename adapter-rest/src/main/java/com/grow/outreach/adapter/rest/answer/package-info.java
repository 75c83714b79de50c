/** Writes responses: JSON, entity tags, links, compression. */
@NullMarked
package com.grow.outreach.adapter.rest.answer;

import org.jspecify.annotations.NullMarked;
