package com.grow.outreach.application.port.in.event;

/** The use cases of webhooks and their deliveries. */
public record WebhookUseCases(KeepWebhooks keep, ReadDeliveries deliveries) {}
