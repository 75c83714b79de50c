/** Reads requests strictly: parameters, JSON and form bodies. Reports everything that is wrong at once. */
@NullMarked
package com.grow.outreach.adapter.rest.request;

import org.jspecify.annotations.NullMarked;
