/**
 * Files adapter: rows of CSV and NDJSON, read for an import and written for an export. Knows how a file is made up, and
 * nothing of what its rows mean.
 */
@NullMarked
package com.grow.outreach.adapter.files;

import org.jspecify.annotations.NullMarked;
