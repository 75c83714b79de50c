/** How users prove who they are: hashes of passwords, and a list of common passwords. */
@NullMarked
package com.grow.outreach.adapter.identity;

import org.jspecify.annotations.NullMarked;
