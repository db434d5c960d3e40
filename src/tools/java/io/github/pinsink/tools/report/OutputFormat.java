package io.github.pinsink.tools.report;

/** The formats of a report. */
public enum OutputFormat {
    TEXT,
    MARKDOWN,
    JSON;

    /** For the synopsis of the option. */
    public static final String LABEL = "text|markdown|json";
}
