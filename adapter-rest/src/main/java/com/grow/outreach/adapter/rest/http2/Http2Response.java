package com.grow.outreach.adapter.rest.http2;

import java.util.List;
import java.util.Map;

/**
 * A part of a response in the format of HTTP/2.
 *
 * @param status the status code, or 0 if the headers have been sent before
 * @param headers the headers, with names in lower case
 * @param content the content
 * @param last whether this is the last part
 */
@SuppressWarnings("ArrayRecordComponent")
public record Http2Response(int status, List<Map.Entry<String, String>> headers, byte[] content, boolean last) {}
