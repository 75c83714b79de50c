package com.grow.outreach.adapter.rest.request;

import java.util.List;
import java.util.Optional;

/** The source of a filter: the parameters of a query, or the fields of an object. */
public interface FilterSource {

    /**
     * Returns the values of a filter, which commas separate; empty if the filter is absent or invalid.
     *
     * @param expected the description of a value for errors
     */
    List<String> listed(String name, String expected);

    /**
     * Returns a text; empty if it is absent or invalid.
     *
     * @param expected the description of the text for errors
     */
    Optional<String> written(String name, String expected);

    /** Adds an error for a filter. Returns an empty value, which stands for the invalid one. */
    <T> Optional<T> reject(String name, String detail);
}
