package com.grow.outreach.adapter.files;

import java.util.List;

/**
 * The columns found at the beginning of a file.
 *
 * @param line the line of the header, from 1; 0 if the file has none
 * @param columns the column names of the file
 * @param whole whether the list is complete
 */
record Header(long line, List<String> columns, boolean whole) {}
