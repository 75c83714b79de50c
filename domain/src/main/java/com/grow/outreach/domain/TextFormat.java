package com.grow.outreach.domain;

import java.util.Objects;

/** The format of a text that comes from outside: its validation and its canonical form. */
public interface TextFormat {

    /** Reads a text. Reading a valid text again returns the same text. */
    Reading read(String written);

    /** Returns the expected format for error messages, for example {@code an address like ann@acme.com}. */
    String description();

    /** The result of reading a text. */
    sealed interface Reading {

        /**
         * The text is valid.
         *
         * @param text the text in canonical form, without surrounding white space
         */
        record Valid(String text) implements Reading {

            public Valid {
                Objects.requireNonNull(text, "text");
            }
        }

        /** The text is empty or only white space. */
        record Blank() implements Reading {}

        /**
         * The text is invalid.
         *
         * @param reason an error message such as {@code expected at most 500 characters}
         */
        record Invalid(String reason) implements Reading {

            public Invalid {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }
}
