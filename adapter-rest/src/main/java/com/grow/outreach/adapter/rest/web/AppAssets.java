package com.grow.outreach.adapter.rest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of the web app that its pages load, and their version. The version is a part of their addresses, so that
 * browsers keep the files until one of them changes.
 */
final class AppAssets {

    /** Matches a version in front of the name of a file. */
    static final Pattern VERSION = Pattern.compile("^v[0-9a-f]{16}/");

    private static final String BASE = "/app/";
    private static final String ROOT = "META-INF/resources";
    private static final List<String> PAGES = List.of(BASE + "index.html", BASE + "sign-in.html");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"([^\"]+\\.js)\"");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:from|import\\(?|href=|src=|URL\\()\\s*\"([^\"#]+\\.\\w+)[\"#]");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"([^\"]+)\"></script>");

    private final String version;

    AppAssets() {
        var contents = new TreeMap<String, String>();
        var open = new ArrayDeque<>(PAGES);
        while (!open.isEmpty()) {
            var path = open.remove();
            var content = read(path);
            if (content != null && contents.put(path, content) == null) {
                references(path, content, REFERENCE).stream()
                        .filter(reference -> reference.startsWith(BASE))
                        .forEach(open::add);
            }
        }
        version = "v" + hash(contents).substring(0, 16);
    }

    /** Returns the version, such as {@code v0123456789abcdef}. */
    String version() {
        return version;
    }

    /** Returns a page that loads the files of this version, and all modules of its script at the same time. */
    String page(String html) {
        var script = SCRIPT.matcher(html);
        var preloads = script.find()
                ? modules(script.group(1)).stream()
                        .map("<link rel=\"modulepreload\" href=\"%s\">"::formatted)
                        .collect(joining("\n  ", "", "\n  "))
                : "";
        return html.replace("<script type=\"module\"", preloads + "<script type=\"module\"")
                .replace("=\"" + BASE, "=\"" + BASE + version + "/");
    }

    /** Returns the modules that a module imports, directly or indirectly, except those that it imports later on demand. */
    private static Set<String> modules(String main) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(main));
        while (!open.isEmpty()) {
            var path = open.remove();
            var content = read(path);
            if (content != null) {
                references(path, COMMENT.matcher(content).replaceAll(""), IMPORT).stream()
                        .filter(found::add)
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static List<String> references(String path, String content, Pattern pattern) {
        return pattern.matcher(content)
                .results()
                .map(match -> URI.create(path).resolve(match.group(1)).toString())
                .distinct()
                .toList();
    }

    private static @Nullable String read(String path) {
        try (var in = AppAssets.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            return in == null ? null : new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Map<String, String> contents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((path, content) -> digest.update((path + "\n" + content + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
