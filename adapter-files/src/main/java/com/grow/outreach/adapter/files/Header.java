package com.grow.outreach.adapter.files;

import java.util.List;

/**
 * What a file tells at its beginning about its columns.
 *
 * @param columns what it calls them
 * @param whole whether it has no others
 */
record Header(List<String> columns, boolean whole) {}
