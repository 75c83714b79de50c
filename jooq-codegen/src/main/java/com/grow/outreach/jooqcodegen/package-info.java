/**
 * Part of the build: generates the jOOQ classes of the persistence adapter from its migrations.
 * They are run on a real PostgreSQL, so that the classes know every type as PostgreSQL does.
 */
@NullMarked
package com.grow.outreach.jooqcodegen;

import org.jspecify.annotations.NullMarked;
