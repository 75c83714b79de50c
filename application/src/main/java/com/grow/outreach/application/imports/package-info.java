/** What an import reads, how far it is, and which rows it rejected. */
@NullMarked
package com.grow.outreach.application.imports;

import org.jspecify.annotations.NullMarked;
