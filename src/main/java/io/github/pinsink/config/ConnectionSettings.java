package io.github.pinsink.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How the API is reached. */
final class ConnectionSettings {
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String REQUEST_TIMEOUT = "request.timeout.ms";

    private ConnectionSettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.withDefault(
                                CONNECT_TIMEOUT,
                                Type.LONG,
                                10_000L,
                                "Connecting (ms)",
                                "How long connecting may take, in milliseconds.")
                        .check(Range.between(1, 600_000)),
                Setting.withDefault(
                                REQUEST_TIMEOUT,
                                Type.LONG,
                                30_000L,
                                "Call (ms)",
                                "How long a call may take, in milliseconds.")
                        .check(Range.between(1, 600_000)));
    }
}
