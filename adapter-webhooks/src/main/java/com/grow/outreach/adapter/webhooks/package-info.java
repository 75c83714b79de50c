/**
 * Webhook adapter: posts events to webhook endpoints over HTTP, signed according to Standard Webhooks.
 * The application decides which events to send, when to send them and how to retry.
 */
@NullMarked
package com.grow.outreach.adapter.webhooks;

import org.jspecify.annotations.NullMarked;
