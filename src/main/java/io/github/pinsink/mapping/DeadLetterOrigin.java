package io.github.pinsink.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * The original position of a record of a dead letter queue, from its headers
 * ({@code errors.deadletterqueue.context.headers.enable}). Such a record must keep its event id, because Pinterest may have
 * accepted some of its events before.
 */
record DeadLetterOrigin(TopicPartition partition, long offset) {
    private static final String TOPIC = "__connect.errors.topic";
    private static final String PARTITION = "__connect.errors.partition";
    private static final String OFFSET = "__connect.errors.offset";

    /** Empty when the headers are missing or invalid. */
    static Optional<DeadLetterOrigin> of(Headers headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> topic = first(headers, TOPIC);
        Optional<Long> partition = first(headers, PARTITION).flatMap(DeadLetterOrigin::number);
        Optional<Long> offset = first(headers, OFFSET).flatMap(DeadLetterOrigin::number);
        if (topic.isEmpty() || partition.isEmpty() || offset.isEmpty() || partition.get() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetterOrigin(
                new TopicPartition(topic.get(), partition.get().intValue()), offset.get()));
    }

    /** Each dead letter queue that the record passes through appends its own header. */
    private static Optional<String> first(Headers headers, String name) {
        Iterator<Header> all = headers.allWithName(name);
        Object value = all.hasNext() ? all.next().value() : null;
        if (value instanceof byte[] bytes) {
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(number -> number >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
