package io.github.pinsink.preview;

import java.util.Locale;

/** What a record comes to. */
enum PreviewOutcome {
    SEND,
    SKIP,
    REJECT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
