package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.request.Cursor;
import com.grow.outreach.adapter.rest.request.UrlEncoded;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.Position;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The {@code Link} header of a list (RFC 8288). Its links keep the other parameters of the request. */
final class Links {

    private final ServerRequest request;
    private final StringJoiner links = new StringJoiner(", ");

    private Links(ServerRequest request) {
        this.request = request;
    }

    /** Returns links to the first, last, previous and next page, as far as these exist. */
    static String of(ServerRequest request, Page<?> page) {
        var links = new Links(request);
        long number = page.request().number();
        long last = page.totalPages();
        links.add("first", "page", "1");
        if (number > 1 && last > 0) {
            links.add("prev", "page", Long.toString(Math.min(number - 1, last)));
        }
        if (number < last) {
            links.add("next", "page", Long.toString(number + 1));
        }
        if (last > 0) {
            links.add("last", "page", Long.toString(last));
        }
        return links.links.toString();
    }

    /** Returns a link to the next part of a list that is read by cursor. */
    static String of(ServerRequest request, Position next) {
        var links = new Links(request);
        links.add("next", "cursor", Cursor.text(next));
        return links.links.toString();
    }

    /** Adds a link to this path with one parameter changed. */
    private void add(String relation, String name, String value) {
        var query = new StringJoiner("&");
        UrlEncoded.parse("query", request.prologue().query().rawValue()).forEach((other, values) -> {
            if (!other.equals(name)) {
                values.forEach(each -> query.add(pair(other, each)));
            }
        });
        query.add(pair(name, value));
        links.add("<%s?%s>; rel=\"%s\"".formatted(request.prologue().uriPath().rawPath(), query, relation));
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
