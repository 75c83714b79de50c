package com.grow.outreach.adapter.rest;

/**
 * How to serve the API.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param maxBodySize how many bytes the body of a request can have
 */
public record RestSettings(String host, int port, int maxBodySize) {

    /** The size limit of a body unless another is set: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_SIZE = 1 << 20;
}
