/** Services of companies, people, sequences and users. */
@NullMarked
package com.grow.outreach.application.service.directory;

import org.jspecify.annotations.NullMarked;
