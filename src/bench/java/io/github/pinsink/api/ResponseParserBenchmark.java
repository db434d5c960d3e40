package io.github.pinsink.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parses the response to 1,000 events, each accepted with a typical warning; to compare, parses it to a tree. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResponseParserBenchmark {
    private static final String ENTRY = "{\"status\":\"processed\",\"error_message\":\"\",\"warning_message\":"
            + "\"external_id is missing. It helps to match the event; click_id is missing\"}";

    private final ObjectMapper mapper = new ObjectMapper();
    private final byte[] body = ("{\"num_events_received\":1000,\"num_events_processed\":1000,\"events\":["
                    + String.join(",", Collections.nCopies(1000, ENTRY)) + "]}")
            .getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public ApiOutcome response() {
        return ResponseParser.parse(new ResponseParser.RawResponse(200, name -> null, body, true), 1000, Instant.EPOCH);
    }

    @Benchmark
    public JsonNode tree() throws IOException {
        return mapper.readTree(body);
    }
}
