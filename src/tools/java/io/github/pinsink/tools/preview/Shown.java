package io.github.pinsink.tools.preview;

/** Which records a preview prints. */
enum Shown {
    SENT,
    REJECTED,
    DROPPED,
    SKIPPED;

    boolean includes(PreviewResult result) {
        return switch (this) {
            case SENT -> result.outcome() == PreviewOutcome.SEND;
            // Also records of which a part is rejected.
            case REJECTED ->
                result.outcome() != PreviewOutcome.SKIP && !result.reasons().isEmpty();
            case DROPPED -> !result.dropped().isEmpty();
            case SKIPPED -> result.outcome() == PreviewOutcome.SKIP;
        };
    }
}
