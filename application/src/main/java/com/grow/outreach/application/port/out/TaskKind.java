package com.grow.outreach.application.port.out;

/** What a {@link com.grow.outreach.application.port.in.Task} is for; what users wait for goes before what runs by itself. */
public enum TaskKind {
    JOB("job", 2),
    IMPORT("import", 2),
    DELIVERY("delivery", 1),
    ENRICHMENT("enrichment", 0);

    private final String value;
    private final int priority;

    TaskKind(String value, int priority) {
        this.value = value;
        this.priority = priority;
    }

    /** Its name where it is stored. */
    public String value() {
        return value;
    }

    /** Which goes first of those that are due: the higher. */
    public int priority() {
        return priority;
    }
}
