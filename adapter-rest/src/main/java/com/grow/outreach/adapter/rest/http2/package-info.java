/** HTTP/2: decodes frames and headers, and converts requests and responses from and to HTTP/1.1. */
@NullMarked
package com.grow.outreach.adapter.rest.http2;

import org.jspecify.annotations.NullMarked;
