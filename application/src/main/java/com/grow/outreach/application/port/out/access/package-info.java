/** What signing in needs: members, sessions, one-time links, failed attempts and password hashes. */
@NullMarked
package com.grow.outreach.application.port.out.access;

import org.jspecify.annotations.NullMarked;
