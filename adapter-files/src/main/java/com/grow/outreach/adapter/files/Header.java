package com.grow.outreach.adapter.files;

import java.util.List;

/**
 * The columns found at the beginning of a file.
 *
 * @param columns the column names of the file
 * @param whole whether the list is complete
 */
record Header(List<String> columns, boolean whole) {}
