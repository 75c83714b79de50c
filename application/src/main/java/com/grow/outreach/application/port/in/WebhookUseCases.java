package com.grow.outreach.application.port.in;

/** All that can be done with webhooks, to be handed on as one. */
public record WebhookUseCases(KeepWebhooks keep, ReadDeliveries deliveries) {}
