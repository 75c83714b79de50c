package com.grow.outreach.application.port.out.book;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A list as the text of one cell: its elements with {@code ;} between them. A semicolon or a backslash that belongs to an
 * element has a backslash before it.
 *
 * @param elements the elements
 */
public record ListText(List<String> elements) {

    public ListText {
        elements = List.copyOf(elements);
    }

    /** Reads a text; spaces around elements are dropped, and so are elements of which nothing is left. */
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

    /** The text. */
    public String text() {
        return elements.stream()
                .map(element -> element.replace("\\", "\\\\").replace(";", "\\;"))
                .collect(joining(";"));
    }
}
