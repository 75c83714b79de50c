/** Routes of companies, people, sequences and users. */
@NullMarked
package com.grow.outreach.adapter.rest.directory;

import org.jspecify.annotations.NullMarked;
