package com.grow.outreach.adapter.identity.oidc;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;

/** HTTP requests to the provider, with timeouts and without redirects. */
final class Http {

    static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    static final int READ_TIMEOUT_MILLIS = 5_000;

    private Http() {}

    static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
        request.setReadTimeout(READ_TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        var response = request.send();
        if (response.getStatusCode() >= 500) {
            throw new IOException("the status is " + response.getStatusCode());
        }
        return response;
    }
}
