/** Imports: read a row, find what it refers to, decide, store. */
@NullMarked
package com.grow.outreach.application.service.imports;

import org.jspecify.annotations.NullMarked;
