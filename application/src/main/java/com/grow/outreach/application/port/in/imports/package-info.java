/** Use cases of imports and exports. */
@NullMarked
package com.grow.outreach.application.port.in.imports;

import org.jspecify.annotations.NullMarked;
