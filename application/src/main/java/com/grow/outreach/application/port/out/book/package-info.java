/** Ports that read, load, import and check a whole database. */
@NullMarked
package com.grow.outreach.application.port.out.book;

import org.jspecify.annotations.NullMarked;
