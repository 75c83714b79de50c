/**
 * The use cases, as interfaces with typed results, one package for each subject.
 * The HTTP adapter, the commands and other JVM services call them.
 */
@NullMarked
package com.grow.outreach.application.port.in;

import org.jspecify.annotations.NullMarked;
