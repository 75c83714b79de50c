/** Problem documents (RFC 9457), and the exception that carries one to the client. */
@NullMarked
package com.grow.outreach.adapter.rest.problem;

import org.jspecify.annotations.NullMarked;
