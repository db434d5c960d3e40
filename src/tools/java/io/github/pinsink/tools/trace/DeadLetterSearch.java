package io.github.pinsink.tools.trace;

import io.github.pinsink.tools.command.UsageException;
import io.github.pinsink.tools.source.DeadLetterEntry;
import io.github.pinsink.tools.source.RawRecord;
import io.github.pinsink.tools.source.RecordSource;
import java.util.Optional;

/**
 * The search for a record in the dead letter queue, by its original position.
 *
 * @param topic empty if the config names no dead letter queue
 * @param found the last entry of the record
 * @param searched how many entries were read
 * @param withoutHeaders how many of them do not say which record they are
 * @param failure why the queue could not be read; empty if it could
 */
record DeadLetterSearch(
        Optional<String> topic, Optional<DeadLetterEntry> found, long searched, long withoutHeaders, String failure) {
    /** Without a dead letter queue. */
    static DeadLetterSearch none() {
        return new DeadLetterSearch(Optional.empty(), Optional.empty(), 0, 0, "");
    }

    /** @param connector only entries of this connector, if its name is known */
    static DeadLetterSearch of(String topic, RecordSource entries, RawRecord record, Optional<String> connector) {
        Search search = new Search(record, connector);
        String failure = "";
        try {
            entries.read(search);
        } catch (UsageException e) {
            failure = String.valueOf(e.getMessage());
        }
        return new DeadLetterSearch(Optional.of(topic), search.found, search.searched, search.withoutHeaders, failure);
    }

    private static final class Search implements RecordSource.Receiver {
        private final RawRecord record;
        private final Optional<String> connector;
        private Optional<DeadLetterEntry> found = Optional.empty();
        private long searched;
        private long withoutHeaders;

        Search(RawRecord record, Optional<String> connector) {
            this.record = record;
            this.connector = connector;
        }

        @Override
        public void accept(RawRecord entry) {
            searched++;
            DeadLetterEntry letter = entry.deadLetter().orElseThrow();
            if (letter.exception().isEmpty()) {
                withoutHeaders++;
                return;
            }
            boolean isOfConnector = connector.isEmpty()
                    || letter.connector().isEmpty()
                    || letter.connector().equals(connector);
            if (isOfConnector && entry.position().equals(record.position())) {
                found = Optional.of(letter);
            }
        }
    }
}
