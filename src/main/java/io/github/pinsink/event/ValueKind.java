package io.github.pinsink.event;

/** What the string of a field stands for, as far as placeholders matter. */
public enum ValueKind {
    ID("ids, identifiers and user agents"),
    PLACE("cities and postal codes"),
    STATE("states"),
    COUNTRY("countries"),
    NAME("first and last names"),
    OTHER("other text");

    private final String label;

    ValueKind(String label) {
        this.label = label;
    }

    /** For the reference page. */
    public String label() {
        return label;
    }
}
