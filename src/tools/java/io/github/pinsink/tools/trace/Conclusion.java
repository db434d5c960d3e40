package io.github.pinsink.tools.trace;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of the record.
 *
 * @param why in one sentence
 */
record Conclusion(State state, String why) {
    /** The end of the record's story so far. */
    enum State {
        DELIVERED,
        REJECTED,
        SKIPPED,
        WAITING,
        UNKNOWN;

        /** Whether nothing is to do. */
        boolean isFine() {
            return switch (this) {
                case DELIVERED, SKIPPED, WAITING -> true;
                case REJECTED, UNKNOWN -> false;
            };
        }

        @Override
        public String toString() {
            return this == WAITING ? "still waiting" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param hasTolerance whether the connector drops rejected records that no dead letter queue takes
     * @param offset of the record
     */
    static Conclusion of(
            MappedEvents mapped, GroupProgress progress, DeadLetterSearch letters, boolean hasTolerance, long offset) {
        if (letters.found().isPresent()) {
            String reason = letters.found().get().reason().orElse("the dead letter queue does not say why");
            return new Conclusion(
                    State.REJECTED,
                    reason
                            + (mapped.events().isEmpty()
                                    ? ""
                                    : ". If only a part was rejected, the other events were sent"));
        }
        if (progress.group().isEmpty()) {
            return new Conclusion(
                    State.UNKNOWN, "the name of the connector is unknown. Set --group, such as --group connect-NAME");
        }
        String group = "consumer group " + progress.group().get();
        if (!progress.hasOffsets()) {
            return new Conclusion(
                    State.UNKNOWN, group + " has committed no offset. Is this the connector's group, and did it run?");
        }
        if (!progress.hasPassed(offset)) {
            Optional<Long> committed = progress.committed();
            return new Conclusion(
                    State.WAITING,
                    committed
                            .map(next -> group + " is at offset " + next + ", " + (offset - next)
                                    + " records before this one")
                            .orElse(group + " has committed nothing for this partition"));
        }
        return ofPassed(mapped, letters, hasTolerance);
    }

    private static Conclusion ofPassed(MappedEvents mapped, DeadLetterSearch letters, boolean hasTolerance) {
        if (mapped.outcome() == MappedEvents.Outcome.SKIP) {
            return new Conclusion(State.SKIPPED, String.join("; ", mapped.reasons()));
        }
        if (mapped.outcome() == MappedEvents.Outcome.REJECT) {
            return new Conclusion(
                    State.REJECTED,
                    String.join("; ", mapped.reasons())
                            + (letters.topic().isEmpty()
                                    ? ". The config has no dead letter queue, so no copy is kept"
                                    : ". " + notFound(letters)));
        }
        if (!letters.failure().isEmpty()) {
            return new Conclusion(
                    State.UNKNOWN,
                    "the connector has passed it, but the dead letter queue cannot be read: " + letters.failure());
        }
        if (letters.withoutHeaders() > 0) {
            return new Conclusion(
                    State.UNKNOWN,
                    "the connector has passed it, but " + letters.withoutHeaders()
                            + " entries of the dead letter queue do not"
                            + " say their records. Set errors.deadletterqueue.context.headers.enable=true");
        }
        if (letters.topic().isEmpty() && hasTolerance) {
            return new Conclusion(
                    State.UNKNOWN,
                    "the connector has passed it, and drops what Pinterest rejects (errors.tolerance=all without a dead letter"
                            + " queue). See the connector's log");
        }
        return new Conclusion(
                State.DELIVERED,
                "the connector has passed it"
                        + (letters.topic().isEmpty()
                                ? ", and stops when a record is rejected"
                                : ", and " + notFound(letters))
                        + (mapped.reasons().isEmpty()
                                ? ""
                                : ". Not all of it: " + String.join("; ", mapped.reasons())));
    }

    private static String notFound(DeadLetterSearch letters) {
        return letters.failure().isEmpty()
                ? "it is not among the " + letters.searched() + " entries of the dead letter queue since its time"
                : "The dead letter queue cannot be read: " + letters.failure();
    }
}
