package io.github.pinsink.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A gauge that a reporter exposes.
 *
 * @param attribute the name, unique per task and tags
 * @param tags the tags besides connector and task, in the order in which they are reported; usually empty
 * @param value may be called from any thread at any time, also after the task has ended
 */
record MetricGauge(String attribute, String text, Map<String, String> tags, Supplier<Number> value) {
    MetricGauge {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
