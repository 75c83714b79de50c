/** Reading, loading, importing and checking a whole database. */
@NullMarked
package com.grow.outreach.application.port.out.book;

import org.jspecify.annotations.NullMarked;
