package com.grow.outreach.adapter.rest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The static files of one folder of the class path. The folder is below {@code META-INF/resources}, where WebJars keep
 * their files. Each response has an {@code ETag} and supports {@code If-None-Match}. The response is 404 if the path
 * does not name a file of a known type.
 *
 * @see #any() for all files of the folder
 * @see #file for one of them
 */
final class StaticFiles {

    /** Requires revalidation before each use, for files that keep their name in the next version. */
    static final String REVALIDATE = "no-cache";

    /** Allows use without revalidation, for files whose path changes with their content, such as those of a WebJar. */
    static final String FOREVER = "public, max-age=31536000, immutable";

    /** The name of the path parameter in a route to {@link #any()}: {@code "/assets/{+file}"}. */
    static final String PARAMETER = "file";

    private static final HeaderName CONTENT_SECURITY_POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");

    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("yaml", "application/yaml"));

    /**
     * Matches segments that do not begin with a dot, so that a path can't leave the folder, and captures the file
     * extension.
     */
    private static final Pattern NAME = Pattern.compile("(?:[\\w@-][\\w.@-]*/)*[\\w@-][\\w.@-]*\\.([a-z0-9]+)");

    private static final String ROOT = "META-INF/resources/";

    private final String folder;
    private final String contentSecurityPolicy;
    private final String cacheControl;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /**
     * Creates the routes of one folder.
     *
     * @param folder the folder below {@code META-INF/resources}, with a trailing slash
     * @param contentSecurityPolicy the content security policy of the pages in the folder
     * @param cacheControl {@link #REVALIDATE} or {@link #FOREVER}
     */
    StaticFiles(String folder, String contentSecurityPolicy, String cacheControl) {
        this.folder = ROOT + folder;
        this.contentSecurityPolicy = contentSecurityPolicy;
        this.cacheControl = cacheControl;
    }

    /** Returns a resource that serves the file in the path parameter {@link #PARAMETER}. */
    Resource any() {
        return Resource.open((request, response) ->
                send(request, response, request.path().pathParameters().get(PARAMETER)));
    }

    /**
     * Returns a resource that serves the file in the path parameter {@link #PARAMETER}, without a prefix that it may have.
     */
    Resource anyWithout(Pattern prefix) {
        return Resource.open((request, response) -> send(
                request,
                response,
                prefix.matcher(request.path().pathParameters().get(PARAMETER)).replaceFirst("")));
    }

    /** Returns a resource that serves one file with a changed text. */
    Resource changed(String name, UnaryOperator<String> change) {
        var original = find(name).orElseThrow();
        var content = change.apply(new String(original.content(), UTF_8)).getBytes(UTF_8);
        files.put(name, new StaticFile(original.mediaType(), content, EntityTag.of(content)));
        return file(name);
    }

    /** Returns a resource that serves one file. */
    Resource file(String name) {
        Handler handler = (request, response) -> send(request, response, name);
        return Resource.open(handler);
    }

    private void send(ServerRequest request, ServerResponse response, String name) {
        var file = find(name)
                .orElseThrow(() -> new ProblemException(
                        Problem.nothingAt(request.prologue().uriPath().rawPath())));
        response.header(HeaderNames.ETAG, file.tag().header())
                .header(HeaderNames.CACHE_CONTROL, cacheControl)
                .header(CONTENT_SECURITY_POLICY, contentSecurityPolicy)
                .header(REFERRER_POLICY, "no-referrer");
        if (file.tag().isNamedBy(request)) {
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            Responses.content(request, response, file.mediaType(), file.content());
        }
    }

    private Optional<StaticFile> find(String name) {
        var known = files.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var matcher = NAME.matcher(name);
        var mediaType = matcher.matches() ? MEDIA_TYPES.get(matcher.group(1)) : null;
        var found = mediaType == null ? Optional.<StaticFile>empty() : read(name, mediaType);
        found.ifPresent(file -> files.put(name, file));
        return found;
    }

    private Optional<StaticFile> read(String name, String mediaType) {
        try (var in = StaticFiles.class.getClassLoader().getResourceAsStream(folder + name)) {
            var content = in == null ? new byte[0] : in.readAllBytes();
            // A directory in a JAR file reads as empty.
            return content.length == 0
                    ? Optional.empty()
                    : Optional.of(new StaticFile(mediaType, content, EntityTag.of(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record StaticFile(String mediaType, byte[] content, EntityTag tag) {}
}
