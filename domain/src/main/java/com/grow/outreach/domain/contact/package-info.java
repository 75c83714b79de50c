/** Contact data: the canonical forms of e-mail addresses, phone numbers, LinkedIn profiles and domains. */
@NullMarked
package com.grow.outreach.domain.contact;

import org.jspecify.annotations.NullMarked;
