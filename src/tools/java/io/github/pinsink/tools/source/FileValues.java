package io.github.pinsink.tools.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.tools.command.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes records of the values in files, with consecutive offsets. */
final class FileValues implements RecordFile.Values {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic;
    private final int partition;
    private final Optional<Long> timestamp;
    private final Optional<byte[]> key;
    private final Headers headers;
    private long nextOffset;

    FileValues(
            String topic,
            int partition,
            long firstOffset,
            Optional<Long> timestamp,
            Optional<String> key,
            Headers headers) {
        this.topic = topic;
        this.partition = partition;
        this.nextOffset = firstOffset;
        this.timestamp = timestamp;
        this.key = key.map(text -> text.getBytes(StandardCharsets.UTF_8));
        this.headers = headers;
    }

    @Override
    public RawRecord apply(byte[] value) {
        return new RawRecord(
                topic, partition, nextOffset++, timestamp, key, Optional.of(value), headers, Optional.empty());
    }

    /** @param json an object with a header per property; null for none */
    static Headers headers(@Nullable String json) throws UsageException {
        RecordHeaders headers = new RecordHeaders();
        if (json == null) {
            return headers;
        }
        JsonNode object;
        try {
            object = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UsageException("--headers: invalid JSON; expected an object such as {\"source\":\"web\"}");
        }
        if (!object.isObject()) {
            throw new UsageException("--headers: expected an object such as {\"source\":\"web\"}");
        }
        object.properties()
                .forEach(header -> headers.add(
                        header.getKey(),
                        (header.getValue().isTextual()
                                        ? header.getValue().textValue()
                                        : header.getValue().toString())
                                .getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
