/** The repositories, one for each port. */
@NullMarked
package com.grow.outreach.adapter.persistence.repository;

import org.jspecify.annotations.NullMarked;
