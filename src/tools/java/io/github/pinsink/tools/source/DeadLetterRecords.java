package io.github.pinsink.tools.source;

import io.github.pinsink.tools.command.UsageException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a dead letter queue, each with its original topic, partition, offset and headers.
 *
 * @param topic only records of this original topic
 */
record DeadLetterRecords(RecordSource stored, Optional<String> topic) implements RecordSource {
    @Override
    public void read(Receiver receiver) throws UsageException {
        stored.read(new Receiver() {
            @Override
            public void expect(OptionalLong records) {
                receiver.expect(topic.isEmpty() ? records : OptionalLong.empty());
            }

            @Override
            public void accept(RawRecord record) {
                RawRecord original = DeadLetterEntry.original(record);
                if (topic.isEmpty() || topic.get().equals(original.topic())) {
                    receiver.accept(original);
                }
            }
        });
    }
}
