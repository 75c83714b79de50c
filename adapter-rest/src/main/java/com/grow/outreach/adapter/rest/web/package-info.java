/** The files of the web app and of the API documentation. */
@NullMarked
package com.grow.outreach.adapter.rest.web;

import org.jspecify.annotations.NullMarked;
