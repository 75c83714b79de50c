/** Files of rows, as imports read and exports write them. */
@NullMarked
package com.grow.outreach.application.port.out.file;

import org.jspecify.annotations.NullMarked;
