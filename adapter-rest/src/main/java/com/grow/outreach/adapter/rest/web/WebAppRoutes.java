package com.grow.outreach.adapter.rest.web;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** The web app: its pages at {@code /} and {@code /sign-in}, its other files below {@code /app}, and its libraries. */
public final class WebAppRoutes implements HttpService {

    /** Allows the page to load files from this server only, and blocks inline scripts. */
    private static final String OWN_FILES_ALONE =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private final StaticFiles app = new StaticFiles("app/", OWN_FILES_ALONE, StaticFiles.REVALIDATE);
    private final StaticFiles litHtml = new StaticFiles("webjars/lit-html/", OWN_FILES_ALONE, StaticFiles.FOREVER);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", app.file("index.html"))
                .any("/sign-in", app.file("sign-in.html"))
                .any("/app/{+file}", app.any())
                .any("/webjars/lit-html/{+file}", litHtml.any());
    }
}
