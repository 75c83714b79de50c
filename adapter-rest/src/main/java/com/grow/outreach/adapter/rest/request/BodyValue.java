package com.grow.outreach.adapter.rest.request;

import java.util.List;
import java.util.Map;

/** The value of one field of a body, as it came. */
public sealed interface BodyValue {

    /** What it is, in words: "a number". */
    String kind();

    /** JSON's null. */
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

    /** JSON's true or false. */
    record Bool(boolean value) implements BodyValue {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /**
     * A JSON object.
     *
     * @param fields what is in it
     * @param source the text that it stands in
     * @param start where it begins there
     * @param end where it ends there
     */
    record Nested(Map<String, BodyValue> fields, String source, int start, int end) implements BodyValue {

        /** Its text, as it came; cut out only now, since objects in each other would be copied once a level. */
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
     * A JSON number; no field takes one, but there may be some in an object.
     *
     * @param text its digits
     */
    record Number(String text) implements BodyValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** All values that a form gives to one name, one or more. */
    record FormValues(List<String> values) implements BodyValue {
        @Override
        public String kind() {
            return "a form field";
        }
    }
}
