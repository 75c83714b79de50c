package com.grow.outreach.application.port.out;

/** The purposes of a {@link com.grow.outreach.application.port.in.Task}. */
public enum TaskKind {
    JOB("job"),
    IMPORT("import"),
    DELIVERY("delivery"),
    ENRICHMENT("enrichment");

    private final String value;

    TaskKind(String value) {
        this.value = value;
    }

    /** Returns the stored value. */
    public String value() {
        return value;
    }
}
