package io.github.pinsink.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parses the response to 1,000 events: all of them processed, as in nearly all responses, or every tenth rejected. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResponseBenchmark {
    private static final int EVENTS = 1_000;

    private final ResponseParser.RawResponse processed = response(200, 0);
    private final ResponseParser.RawResponse tenthRejected = response(422, EVENTS / 10);

    @Benchmark
    public ApiOutcome allProcessed() {
        return ResponseParser.parse(processed, EVENTS, Instant.EPOCH);
    }

    @Benchmark
    public ApiOutcome everyTenthRejected() {
        return ResponseParser.parse(tenthRejected, EVENTS, Instant.EPOCH);
    }

    private static ResponseParser.RawResponse response(int status, int rejected) {
        String processedEntry = "{\"status\":\"processed\",\"error_message\":\"\",\"warning_message\":\"\"}";
        String rejectedEntry =
                "{\"status\":\"failed\",\"error_message\":\"event_time is too old\",\"warning_message\":\"\"}";
        StringBuilder body = new StringBuilder("{\"num_events_received\":" + EVENTS + ",\"num_events_processed\":"
                + (EVENTS - rejected) + ",\"events\":[");
        int each = rejected == 0 ? EVENTS + 1 : EVENTS / rejected;
        for (int i = 1; i <= EVENTS; i++) {
            body.append(i % each == 0 ? rejectedEntry : processedEntry).append(i == EVENTS ? "" : ",");
        }
        byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        return new ResponseParser.RawResponse(status, name -> null, bytes, true);
    }
}
