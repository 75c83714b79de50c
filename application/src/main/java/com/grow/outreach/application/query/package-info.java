/**
 * Filters, sorts, pages and positions of lists, and the key of a request that may be repeated.
 * They know neither HTTP parameters nor SQL.
 */
@NullMarked
package com.grow.outreach.application.query;

import org.jspecify.annotations.NullMarked;
