package io.github.pinsink.tools.source;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a dead letter queue knows about a record, from the headers that Connect writes with
 * {@code errors.deadletterqueue.context.headers.enable=true}.
 *
 * @param position where it lies in the dead letter queue, for example {@code orders-dlq-0@3}
 * @param connector the connector that rejected it; empty without headers
 * @param exception the class of the failure; empty without headers
 * @param reason the message of the failure; empty without headers. The connector's own have no values of records; those of
 *     converters and transforms can, and are shown without them
 */
public record DeadLetterEntry(
        String position, Optional<String> connector, Optional<String> exception, Optional<String> reason) {
    private static final String PREFIX = "__connect.errors.";
    private static final String OF_CONNECTOR = "io.github.pinsink.";

    /** The record with its original topic, partition, offset and headers, as far as the headers have them. */
    static RawRecord original(RawRecord stored) {
        Headers headers = stored.headers();
        RecordHeaders original = new RecordHeaders();
        Optional<String> exception = text(headers, "exception.class.name");
        boolean isOfConnector =
                exception.filter(name -> name.startsWith(OF_CONNECTOR)).isPresent();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                original.add(header);
            }
        }
        return new RawRecord(
                text(headers, "topic").orElse(stored.topic()),
                number(headers, "partition").map(Long::intValue).orElse(stored.partition()),
                number(headers, "offset").orElse(stored.offset()),
                stored.timestamp(),
                stored.key(),
                stored.value(),
                original,
                Optional.of(new DeadLetterEntry(
                        stored.position(),
                        text(headers, "connector.name"),
                        exception,
                        text(headers, "exception.message")
                                .map(message -> isOfConnector ? message : FailureReason.withoutValues(message)))));
    }

    /** The first one: each dead letter queue that a record passes through appends its own headers. */
    private static Optional<String> text(Headers headers, String name) {
        Iterator<Header> all = headers.headers(PREFIX + name).iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        byte[] value = all.next().value();
        return value == null ? Optional.empty() : Optional.of(new String(value, StandardCharsets.UTF_8));
    }

    private static Optional<Long> number(Headers headers, String name) {
        return text(headers, name).filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
    }
}
