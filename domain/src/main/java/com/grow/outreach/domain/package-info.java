/**
 * The outreach and everything that may or may not happen to it: states, transitions, ids, sequences.
 * Every rule of Grow stands here once; nothing here knows of HTTP, SQL, files, threads or the time of day.
 */
@NullMarked
package com.grow.outreach.domain;

import org.jspecify.annotations.NullMarked;
