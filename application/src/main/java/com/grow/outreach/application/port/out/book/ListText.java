package com.grow.outreach.application.port.out.book;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A list as the text of one cell. The elements are separated by {@code ;}. A backslash escapes a semicolon or a backslash in
 * an element.
 *
 * @param elements the elements
 */
public record ListText(List<String> elements) {

    public ListText {
        elements = List.copyOf(elements);
    }

    /** Parses a text. Strips the elements and drops empty ones. */
    public static ListText parse(String text) {
        var elements = new ArrayList<String>();
        var element = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                element.append(text.charAt(++i));
            } else if (c == ';') {
                end(element, elements);
            } else {
                element.append(c);
            }
        }
        end(element, elements);
        return new ListText(elements);
    }

    private static void end(StringBuilder element, Collection<String> elements) {
        var text = element.toString().strip();
        if (!text.isEmpty()) {
            elements.add(text);
        }
        element.setLength(0);
    }

    /** Returns the text. */
    public String text() {
        return elements.stream()
                .map(element -> element.replace("\\", "\\\\").replace(";", "\\;"))
                .collect(joining(";"));
    }
}
