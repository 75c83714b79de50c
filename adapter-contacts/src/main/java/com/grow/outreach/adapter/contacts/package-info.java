/** The standards and registries behind contact data. */
@NullMarked
package com.grow.outreach.adapter.contacts;

import org.jspecify.annotations.NullMarked;
