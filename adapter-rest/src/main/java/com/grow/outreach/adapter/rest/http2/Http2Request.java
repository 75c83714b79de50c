package com.grow.outreach.adapter.rest.http2;

/**
 * The head of a request in the format of HTTP/1.1.
 *
 * @param head the request line, the headers and an empty line
 * @param headOnly whether the method is HEAD, so that the response has no content
 * @param chunked whether the content must be chunked, because its length is not known
 */
@SuppressWarnings("ArrayRecordComponent")
public record Http2Request(byte[] head, boolean headOnly, boolean chunked) {}
