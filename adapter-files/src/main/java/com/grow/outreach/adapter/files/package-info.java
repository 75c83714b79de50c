/**
 * Files adapter: reads CSV and NDJSON files for imports and writes them for exports. It handles file formats only; the
 * application interprets the rows.
 */
@NullMarked
package com.grow.outreach.adapter.files;

import org.jspecify.annotations.NullMarked;
