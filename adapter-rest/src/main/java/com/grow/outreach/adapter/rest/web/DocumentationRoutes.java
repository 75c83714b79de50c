package com.grow.outreach.adapter.rest.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/**
 * REST adapter: the documentation of the API, as a web page at {@code /api/docs} and as an OpenAPI document at {@code
 * /api/openapi.yaml}.
 */
public final class DocumentationRoutes implements HttpService {

    /** Allows the page to load only its own files, and the data URLs of images in Swagger UI's style sheet. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StaticFiles files = new StaticFiles("api/", POLICY, StaticFiles.REVALIDATE);
    private final StaticFiles swaggerUi = new StaticFiles("webjars/swagger-ui/", POLICY, StaticFiles.FOREVER);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/openapi.yaml", files.file("openapi.yaml"))
                .any("/docs", files.file("docs.html"))
                .any("/docs/docs.css", files.file("docs/docs.css"))
                .any("/docs/docs.js", files.file("docs/docs.js"))
                .any("/docs/swagger-ui/{+file}", swaggerUi.any());
    }
}
