package com.grow.outreach.adapter.rest.connection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A decoder of the chunked transfer coding (RFC 9112, 7.1). It ignores extensions and trailers. It rejects every other
 * deviation from the format, because a proxy in front could parse it differently.
 */
final class ChunkedContent {

    /** An exception for malformed content. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    /** The maximum size of extensions and trailers, in bytes. */
    private static final int MOST_IGNORED = 16 << 10;

    private static final int MOST_DIGITS = 15;

    private enum State {
        SIZE,
        SPACE_BEFORE_EXTENSION,
        EXTENSION,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_END,
        END_LF,
        END
    }

    private State state = State.SIZE;
    private long remaining;
    private int digits;
    private int ignored;

    /** Returns whether all of the content has been decoded. */
    boolean isComplete() {
        return state == State.END;
    }

    /**
     * Decodes the available bytes, up to the end of the content.
     *
     * @param in the received bytes
     * @param out receives the decoded content
     */
    void decode(ByteBuffer in, ByteArrayOutputStream out) throws MalformedException {
        while (in.hasRemaining() && state != State.END) {
            if (state == State.DATA) {
                var part = new byte[(int) Math.min(remaining, in.remaining())];
                in.get(part);
                out.writeBytes(part);
                remaining -= part.length;
                state = remaining == 0 ? State.DATA_CR : State.DATA;
            } else {
                state = next(in.get());
            }
        }
    }

    private State next(byte b) throws MalformedException {
        return switch (state) {
            case SIZE -> size(b);
            case SPACE_BEFORE_EXTENSION ->
                switch (b) {
                    case ' ', '\t' -> ignore(State.SPACE_BEFORE_EXTENSION);
                    case ';' -> ignore(State.EXTENSION);
                    default -> throw new MalformedException("The size of a chunk is not a hexadecimal number");
                };
            case EXTENSION -> {
                if (b == '\r') {
                    yield State.SIZE_END;
                }
                requireText(b);
                yield ignore(State.EXTENSION);
            }
            case SIZE_END -> require(b, '\n', remaining == 0 ? State.TRAILER_START : State.DATA);
            case DATA_CR -> require(b, '\r', State.DATA_LF);
            case DATA_LF -> {
                digits = 0;
                yield require(b, '\n', State.SIZE);
            }
            case TRAILER_START -> {
                if (b == '\r') {
                    yield State.END_LF;
                }
                requireText(b);
                yield ignore(State.TRAILER);
            }
            case TRAILER -> {
                if (b == '\r') {
                    yield State.TRAILER_END;
                }
                requireText(b);
                yield ignore(State.TRAILER);
            }
            case TRAILER_END -> require(b, '\n', State.TRAILER_START);
            case END_LF -> require(b, '\n', State.END);
            case DATA, END -> throw new IllegalStateException(state.name());
        };
    }

    private State size(byte b) throws MalformedException {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            if (++digits > MOST_DIGITS) {
                throw new MalformedException("The size of a chunk has more than %d digits".formatted(MOST_DIGITS));
            }
            remaining = digits == 1 ? digit : remaining << 4 | digit;
            return State.SIZE;
        }
        if (digits == 0) {
            throw new MalformedException("The size of a chunk is not a hexadecimal number");
        }
        return switch (b) {
            case '\r' -> State.SIZE_END;
            case ';' -> ignore(State.EXTENSION);
            case ' ', '\t' -> ignore(State.SPACE_BEFORE_EXTENSION);
            default -> throw new MalformedException("The size of a chunk is not a hexadecimal number");
        };
    }

    private State ignore(State next) throws MalformedException {
        if (++ignored > MOST_IGNORED) {
            throw new MalformedException("The extensions and trailers of the chunks are too long");
        }
        return next;
    }

    private static void requireText(byte b) throws MalformedException {
        if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f) {
            throw new MalformedException("An extension or a trailer of a chunk has a control character");
        }
    }

    private static State require(byte b, char expected, State next) throws MalformedException {
        if (b != expected) {
            throw new MalformedException("A chunk does not end after its size");
        }
        return next;
    }
}
