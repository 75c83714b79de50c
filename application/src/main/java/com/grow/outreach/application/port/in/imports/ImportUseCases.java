package com.grow.outreach.application.port.in.imports;

/** The use cases of uploaded imports. */
public record ImportUseCases(StopImport stop, DeleteImport delete) {}
