/**
 * Part of the build: generates the jOOQ classes of the persistence adapter from its migrations.
 * The migrations run on a real PostgreSQL, so that the classes have PostgreSQL's types.
 */
@NullMarked
package com.grow.outreach.jooqcodegen;

import org.jspecify.annotations.NullMarked;
