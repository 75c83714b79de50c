package com.grow.outreach.adapter.rest.problem;

/**
 * An error in one field of a body or one parameter of a query.
 *
 * @param name the name of the field or parameter
 * @param detail a sentence with the actual value and the expected one
 */
public record InvalidField(String name, String detail) {}
