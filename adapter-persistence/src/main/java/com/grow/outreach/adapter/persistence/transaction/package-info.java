/** Transactions and their sessions, and the failures that end them. */
@NullMarked
package com.grow.outreach.adapter.persistence.transaction;

import org.jspecify.annotations.NullMarked;
