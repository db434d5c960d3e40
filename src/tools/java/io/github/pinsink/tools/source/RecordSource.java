package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Records from one place, read once. */
public interface RecordSource {
    /** Receives the records. */
    interface Receiver extends Consumer<RawRecord> {
        /**
         * Called once, before the first record.
         *
         * @param records the number of records to come, if it is known
         */
        void expect(OptionalLong records);
    }

    /**
     * Reads all records, in the order of the source, without keeping them.
     *
     * @throws UsageException if the source cannot be read
     */
    void read(Receiver receiver) throws UsageException;
}
