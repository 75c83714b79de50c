/** REST adapter: the routes of API tokens. */
@NullMarked
package com.grow.outreach.adapter.rest.access;

import org.jspecify.annotations.NullMarked;
