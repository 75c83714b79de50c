/**
 * Webhook adapter: sends events to the endpoints of others over HTTP, signed as Standard Webhooks says.
 * It decides nothing: what to send when, and what becomes of a failure, is the application's.
 */
@NullMarked
package com.grow.outreach.adapter.webhooks;

import org.jspecify.annotations.NullMarked;
