package io.github.pinsink.tools.report;

/** The formats of a report that has no use as a page. */
public enum TextOrJson {
    TEXT,
    JSON;

    /** For the synopsis of the option. */
    public static final String LABEL = "text|json";
}
