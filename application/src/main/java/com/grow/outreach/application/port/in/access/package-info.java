/** Use cases of access: finding the caller of a request, and managing API tokens. */
@NullMarked
package com.grow.outreach.application.port.in.access;

import org.jspecify.annotations.NullMarked;
