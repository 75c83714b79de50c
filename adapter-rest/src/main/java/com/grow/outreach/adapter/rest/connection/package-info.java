/**
 * The connections of clients. This package accepts them, limits their memory and their time, and passes their requests
 * to Helidon.
 */
@NullMarked
package com.grow.outreach.adapter.rest.connection;

import org.jspecify.annotations.NullMarked;
