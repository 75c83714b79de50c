/**
 * How things are asked for and what comes back: filters, order, a page of the whole, the key of a request.
 * Both sides speak these types; neither HTTP's parameters nor SQL's clauses are known here.
 */
@NullMarked
package com.grow.outreach.application.query;

import org.jspecify.annotations.NullMarked;
