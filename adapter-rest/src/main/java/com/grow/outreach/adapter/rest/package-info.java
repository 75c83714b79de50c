/**
 * REST adapter: the HTTP server, its filters and its limits. The routes in the subpackages parse a request into typed
 * values, call one use case, and render its result as JSON or as a problem document.
 */
@NullMarked
package com.grow.outreach.adapter.rest;

import org.jspecify.annotations.NullMarked;
