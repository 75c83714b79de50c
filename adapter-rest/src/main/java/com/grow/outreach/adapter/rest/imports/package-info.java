/** Routes of imports. */
@NullMarked
package com.grow.outreach.adapter.rest.imports;

import org.jspecify.annotations.NullMarked;
