package com.grow.outreach.adapter.rest.request;

import java.util.List;
import java.util.Map;

/** The unconverted value of one field of a body. */
public sealed interface BodyValue {

    /** Returns the JSON type with its article, for error messages: "a number". */
    String kind();

    /** A JSON null. */
    record Null() implements BodyValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** A JSON string. */
    record Text(String text) implements BodyValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A JSON boolean. */
    record Bool(boolean value) implements BodyValue {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /**
     * A JSON object.
     *
     * @param fields the fields of the object
     * @param source the text that contains the object
     * @param start the index of the first character of the object
     * @param end the index after the last character of the object
     */
    record Nested(Map<String, BodyValue> fields, String source, int start, int end) implements BodyValue {

        /**
         * Returns the unparsed text of the object. It is copied on demand, because copies of nested objects would
         * repeat the text at each level.
         */
        public String json() {
            return source.substring(start, end);
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** A JSON array. */
    record Items(List<BodyValue> items) implements BodyValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /**
     * A JSON number. Integer fields accept one (see {@link BodyFields#givenIntegerOrNull}), and free-form objects can
     * contain others.
     *
     * @param text the number as written in the source
     */
    record Number(String text) implements BodyValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** The values of one name in a form, at least one. */
    record FormValues(List<String> values) implements BodyValue {
        @Override
        public String kind() {
            return "a form field";
        }
    }
}
