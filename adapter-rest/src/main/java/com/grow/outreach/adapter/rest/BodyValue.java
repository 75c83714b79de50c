package com.grow.outreach.adapter.rest;

import java.util.List;

/** The value of one field of a body, as it came. */
sealed interface BodyValue {

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

    /** A JSON array. */
    record Items(List<BodyValue> items) implements BodyValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** Any other JSON value; no field takes one. */
    record Other(String kind) implements BodyValue {}

    /** All values that a form gives to one name, one or more. */
    record FormValues(List<String> values) implements BodyValue {
        @Override
        public String kind() {
            return "a form field";
        }
    }
}
