package com.grow.outreach.adapter.rest.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/**
 * REST adapter: the documentation of the API, as a web page at {@code /api/docs} and as an OpenAPI document at {@code
 * /api/openapi.yaml}.
 */
public final class DocumentationRoutes implements HttpService {

    /** Allows the page to load only files of this server and to call only this server. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final StaticFiles files = new StaticFiles("api/", POLICY, StaticFiles.REVALIDATE);
    private final StaticFiles modules = new StaticFiles("api/docs/", POLICY, StaticFiles.REVALIDATE);
    private final StaticFiles jsYaml = new StaticFiles("webjars/js-yaml/", POLICY, StaticFiles.FOREVER);
    private final StaticFiles marked = new StaticFiles("webjars/marked/", POLICY, StaticFiles.FOREVER);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/openapi.yaml", files.file("openapi.yaml"))
                .any("/docs", files.file("docs.html"))
                .any("/docs/js-yaml/{+file}", jsYaml.any())
                .any("/docs/marked/{+file}", marked.any())
                .any("/docs/{+file}", modules.any());
    }
}
