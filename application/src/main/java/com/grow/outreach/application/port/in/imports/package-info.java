/** Use cases of imports: uploads, files at hand, stopping and deleting. */
@NullMarked
package com.grow.outreach.application.port.in.imports;

import org.jspecify.annotations.NullMarked;
