/**
 * The connections of clients: accepts them, limits what each can hold and for how long, and hands their requests to
 * Helidon.
 */
@NullMarked
package com.grow.outreach.adapter.rest.connection;

import org.jspecify.annotations.NullMarked;
