/**
 * The persistence adapter: opens and checks the PostgreSQL database and holds its connections. All SQL is in this
 * package and the packages below it. No rule of the domain is here.
 */
@NullMarked
package com.grow.outreach.adapter.persistence;

import org.jspecify.annotations.NullMarked;
