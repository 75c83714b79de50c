/** Jobs: changes of more outreaches than one transaction should hold. */
@NullMarked
package com.grow.outreach.application.job;

import org.jspecify.annotations.NullMarked;
