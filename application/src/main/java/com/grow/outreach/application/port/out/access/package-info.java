/** The storage of members, sessions, one-time links, failed sign-ins and the audit log, and the hashing of passwords. */
@NullMarked
package com.grow.outreach.application.port.out.access;

import org.jspecify.annotations.NullMarked;
