/** Files that imports read and exports write. */
@NullMarked
package com.grow.outreach.application.port.out.file;

import org.jspecify.annotations.NullMarked;
