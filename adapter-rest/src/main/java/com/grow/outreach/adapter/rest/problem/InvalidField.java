package com.grow.outreach.adapter.rest.problem;

/**
 * What is wrong with one field of a body or one parameter of a query.
 *
 * @param name the field or parameter
 * @param detail what came and what would be right, in a sentence
 */
public record InvalidField(String name, String detail) {}
