package com.grow.outreach.adapter.rest.web;

import com.grow.outreach.adapter.rest.answer.Resource;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The web app: its pages at {@code /} and {@code /sign-in}, its other files below {@code /app}, and its libraries. */
public final class WebAppRoutes implements HttpService {

    /** Allows the page to load files from this server only, and blocks inline scripts. */
    private static final String OWN_FILES_ALONE =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    /** Matches the paths that never belong to a screen of the app. */
    private static final Pattern NO_SCREEN = Pattern.compile("/(api|app|webjars|observe)(/.*)?");

    private static final Set<Method> READS = Set.of(Method.GET, Method.HEAD);
    private static final Header VARY = HeaderValues.createCached(HeaderNames.VARY, HeaderNames.ACCEPT_NAME);

    private static final AppAssets ASSETS = new AppAssets();

    private final StaticFiles app = new StaticFiles("app/", OWN_FILES_ALONE, StaticFiles.REVALIDATE);
    private final StaticFiles ofVersion = new StaticFiles("app/", OWN_FILES_ALONE, StaticFiles.FOREVER);
    private final StaticFiles litHtml = new StaticFiles("webjars/lit-html/", OWN_FILES_ALONE, StaticFiles.FOREVER);
    private final StaticFiles uplot = new StaticFiles("webjars/uplot/", OWN_FILES_ALONE, StaticFiles.FOREVER);
    private final Resource page = app.changed("index.html", ASSETS::page);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", page)
                .any("/sign-in", app.changed("sign-in.html", ASSETS::page))
                .any("/app/" + ASSETS.version() + "/{+file}", ofVersion.any())
                // Another version comes from a page of another release, for example during an update of several nodes.
                .any("/app/{+file}", app.anyWithout(AppAssets.VERSION))
                .any("/webjars/lit-html/{+file}", litHtml.any())
                .any("/webjars/uplot/{+file}", uplot.any());
    }

    /**
     * Adds the app's page at every path without a route, for browsers that navigate there. The page finds the screen of the
     * path. All other requests remain 404.
     */
    public void fallback(HttpRouting.Builder routing) {
        routing.any((request, response) -> {
            if (isNavigation(request)) {
                response.headers().add(VARY);
                page.handle(request, response);
            } else {
                response.next();
            }
        });
    }

    private static boolean isNavigation(ServerRequest request) {
        return READS.contains(request.prologue().method())
                && !NO_SCREEN.matcher(request.prologue().uriPath().rawPath()).matches()
                && request.headers().values(HeaderNames.ACCEPT).stream()
                        .anyMatch(types -> types.toLowerCase(Locale.ROOT).contains("text/html"));
    }
}
