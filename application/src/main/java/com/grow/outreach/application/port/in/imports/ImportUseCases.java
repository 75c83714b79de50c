package com.grow.outreach.application.port.in.imports;

/** The use cases of imports that have been uploaded. */
public record ImportUseCases(StopImport stop, DeleteImport delete) {}
