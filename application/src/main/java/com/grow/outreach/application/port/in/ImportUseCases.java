package com.grow.outreach.application.port.in;

/** All that can be done with an import that has begun, to be handed on as one. */
public record ImportUseCases(StopImport stop, DeleteImport delete) {}
