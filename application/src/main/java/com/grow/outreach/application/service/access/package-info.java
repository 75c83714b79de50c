/** Services of access: the callers of the API and their tokens. */
@NullMarked
package com.grow.outreach.application.service.access;

import org.jspecify.annotations.NullMarked;
