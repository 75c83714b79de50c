/** Services of access: signing in, sessions, members, and the callers of requests. */
@NullMarked
package com.grow.outreach.application.service.access;

import org.jspecify.annotations.NullMarked;
