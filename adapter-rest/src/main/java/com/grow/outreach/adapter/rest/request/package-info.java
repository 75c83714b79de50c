/**
 * Strict parsing of requests: query parameters, JSON and form bodies. A response reports all errors of a request at
 * once.
 */
@NullMarked
package com.grow.outreach.adapter.rest.request;

import org.jspecify.annotations.NullMarked;
