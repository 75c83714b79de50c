package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.imports.ImportRoutes;
import com.grow.outreach.adapter.rest.outreach.OutreachFiles;
import io.helidon.http.Method;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kinds of operations that have rate limits of their own.
 *
 * <p>API documentation: the extension {@code x-rate-limit} of each operation.
 */
enum OperationKind {
    /** Operations that read one page or one thing. An event stream counts once, when it opens. */
    READS,

    /** Operations that change one thing. */
    WRITES,

    /** Operations on many things: exports, imports, batches and their undo, merges, and the start of searches for duplicates. */
    BULK;

    private static final String API = "/api/";
    private static final Set<String> EXPORTS = Set.of(OutreachFiles.CSV_PATH, OutreachFiles.NDJSON_PATH);
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD);
    private static final Pattern SIGN_IN = Pattern.compile("/api/session(/.+)?");
    private static final Pattern BULK_WRITES = Pattern.compile(
            "/api/(outreaches|companies)/batch_.+|/api/duplicates/.+|/api/(people|companies)/[^/]+/merge|/api/jobs/[^/]+/undo");

    /**
     * Returns the kind of an operation, or empty if it has no rate limit: preflight requests, signing in and out, and files of
     * the app.
     */
    static Optional<OperationKind> of(Method method, String path) {
        if (!path.startsWith(API) || method.equals(Method.OPTIONS)) {
            return Optional.empty();
        }
        if (SAFE.contains(method)) {
            return Optional.of(EXPORTS.contains(path) ? BULK : READS);
        }
        if (SIGN_IN.matcher(path).matches()) {
            return Optional.empty();
        }
        boolean many =
                path.equals(ImportRoutes.PATH) || BULK_WRITES.matcher(path).matches();
        return Optional.of(many ? BULK : WRITES);
    }

    /** Returns the name in headers and documentation, for example {@code reads}. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
