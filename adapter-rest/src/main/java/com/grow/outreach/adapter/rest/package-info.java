/**
 * REST adapter: answers the documented HTTP API.
 * Routes turn requests into typed values, call one use case, and turn its result into JSON or a problem document.
 */
@NullMarked
package com.grow.outreach.adapter.rest;

import org.jspecify.annotations.NullMarked;
