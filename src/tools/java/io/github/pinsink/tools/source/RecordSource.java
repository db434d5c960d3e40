package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.Progress;
import io.github.pinsink.tools.command.Terminal;
import io.github.pinsink.tools.command.UsageException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Records from one place, read once. */
public interface RecordSource {
    /** Receives the records. */
    @FunctionalInterface
    interface Receiver extends Consumer<RawRecord> {
        /**
         * Called once, before the first record.
         *
         * @param records the number of records to come, if it is known
         */
        default void expect(OptionalLong records) {}
    }

    /**
     * Reads all records, in the order of the source, without keeping them.
     *
     * @throws UsageException if the source cannot be read
     */
    void read(Receiver receiver) throws UsageException;

    /**
     * The same, and says on standard error how far it is.
     *
     * @throws UsageException if the source cannot be read
     */
    default void read(Terminal terminal, Consumer<RawRecord> records) throws UsageException {
        WithProgress receiver = new WithProgress(terminal, records);
        try {
            read(receiver);
        } finally {
            receiver.progress.finish();
        }
    }

    /** Counts the records that it passes on. */
    final class WithProgress implements Receiver {
        private final Terminal terminal;
        private final Consumer<RawRecord> records;
        private Progress progress;

        private WithProgress(Terminal terminal, Consumer<RawRecord> records) {
            this.terminal = terminal;
            this.records = records;
            this.progress = new Progress(terminal, OptionalLong.empty());
        }

        @Override
        public void expect(OptionalLong expected) {
            progress = new Progress(terminal, expected);
        }

        @Override
        public void accept(RawRecord record) {
            records.accept(record);
            progress.advance();
        }
    }
}
