/** Imports of files: plan the files, then identify, lock, decide and store the rows of each chunk. */
@NullMarked
package com.grow.outreach.application.service.imports;

import org.jspecify.annotations.NullMarked;
