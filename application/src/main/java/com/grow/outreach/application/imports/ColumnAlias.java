package com.grow.outreach.application.imports;

import com.grow.outreach.domain.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A field that a column of a file is read into.
 *
 * @param field the name of the field
 * @param rank the precedence among the columns of the same field, 0 for the first
 * @param optOut the channel that a true cell opts out of; null for a column that holds the value of the field
 */
public record ColumnAlias(String field, int rank, @Nullable Channel optOut) {}
