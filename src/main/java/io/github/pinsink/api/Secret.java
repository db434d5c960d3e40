package io.github.pinsink.api;

/** A password. {@link #toString} returns {@code [hidden]}, so that no log line or message can contain it. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
