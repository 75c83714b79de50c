package com.grow.outreach.bootstrap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A curl command of the documentation.
 *
 * @param method the method
 * @param path the path with its query
 * @param contentType the type of the body; blank without a body
 * @param body the body; blank without one
 * @param headers the other headers, each name before its value
 */
record Curl(String method, String path, String contentType, String body, List<String> headers) {

    private static final String HOST = "http://localhost:3000";
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(curl .*)\\n```");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Returns the commands of a Markdown text, one per block. */
    static List<Curl> allOf(String markdown) {
        return BLOCK.matcher(markdown)
                .results()
                .map(block -> of(block.group(1)))
                .toList();
    }

    /** Parses a command. */
    static Curl of(String command) {
        var words = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .iterator();
        words.next();
        var method = "GET";
        var path = "";
        var contentType = "application/x-www-form-urlencoded";
        var data = new ArrayList<String>();
        var headers = new ArrayList<String>();
        while (words.hasNext()) {
            var word = words.next();
            switch (word) {
                case "-X" -> method = words.next();
                case "-H" -> {
                    var header = words.next().split(": ", 2);
                    if (header[0].equals("Content-Type")) {
                        contentType = header[1];
                    } else {
                        headers.addAll(List.of(header));
                    }
                }
                case "-d" -> data.add(words.next());
                case "-N" -> {} // affects only the output of curl
                default -> {
                    if (!word.startsWith(HOST)) {
                        throw new AssertionError(word + " in " + command);
                    }
                    path = word.substring(HOST.length());
                }
            }
        }
        return new Curl(method, path, data.isEmpty() ? "" : contentType, String.join("&", data), headers);
    }

    /** Returns whether the command calls a path, which can have parameters such as {@code {id}}. */
    boolean calls(String template) {
        var pattern = Arrays.stream(template.split("\\{\\w+}", -1))
                .map(Pattern::quote)
                .reduce((one, other) -> one + "[^/]+" + other)
                .orElseThrow();
        return path.replaceAll("\\?.*", "").matches(pattern);
    }
}
