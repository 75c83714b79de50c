package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.application.query.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list that a client reads part by part. The client copies it from one response into the next request.
 *
 * @param after the position of the last entry read, or null at the start
 */
public record Cursor(@Nullable Position after) {

    /** The parameter value that starts at the beginning of the list. */
    private static final String START = "start";

    /** The version of the format, so that later versions can change it. */
    private static final byte VERSION = 1;

    private static final int SIZE = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;

    /** No entry has a time before this one. Databases support only a limited range of years. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Parses a cursor. Returns empty if the text is not valid. */
    static Optional<Cursor> parse(String text) {
        if (text.equals(START)) {
            return Optional.of(new Cursor(null));
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != SIZE || bytes.get() != VERSION) {
                return Optional.empty();
            }
            long second = bytes.getLong();
            int nano = bytes.getInt();
            if (second < EARLIEST.getEpochSecond()
                    || second > LATEST.getEpochSecond()
                    || nano < 0
                    || nano > 999_999_999) {
                return Optional.empty();
            }
            return Optional.of(new Cursor(new Position(Instant.ofEpochSecond(second, nano), bytes.getLong())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the text of the cursor at a position. */
    public static String text(Position position) {
        var bytes = ByteBuffer.allocate(SIZE)
                .put(VERSION)
                .putLong(position.createdAt().getEpochSecond())
                .putInt(position.createdAt().getNano())
                .putLong(position.ordinal());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
