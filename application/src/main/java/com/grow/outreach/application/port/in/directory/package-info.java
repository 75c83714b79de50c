/** Use cases of companies, people, sequences and users. */
@NullMarked
package com.grow.outreach.application.port.in.directory;

import org.jspecify.annotations.NullMarked;
