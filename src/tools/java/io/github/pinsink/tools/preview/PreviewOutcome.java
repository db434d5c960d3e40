package io.github.pinsink.tools.preview;

import java.util.Locale;

/** What the connector would do with a record. */
enum PreviewOutcome {
    SEND,
    SKIP,
    REJECT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
