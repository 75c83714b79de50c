package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.application.query.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a list stands, as callers carry it from one answer to the next request.
 *
 * @param after the position, or null at the start
 */
public record Cursor(@Nullable Position after) {

    /** What callers say to start a walk. */
    private static final String START = "start";

    /** Told apart from what a later version may put into a cursor. */
    private static final byte VERSION = 1;

    private static final int SIZE = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;

    /** Beyond these nothing is ever created; databases take no more than some thousands of years. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Reads a cursor; empty if the text was never one. */
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

    /** The text of the cursor at a position. */
    public static String text(Position position) {
        var bytes = ByteBuffer.allocate(SIZE)
                .put(VERSION)
                .putLong(position.createdAt().getEpochSecond())
                .putInt(position.createdAt().getNano())
                .putLong(position.ordinal());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
