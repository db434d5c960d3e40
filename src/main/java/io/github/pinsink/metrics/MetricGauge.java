package io.github.pinsink.metrics;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A value that can be read from outside.
 *
 * @param attribute its name within the task and the tags
 * @param tags what it is about beside connector and task; usually nothing
 * @param value read from any thread, at any time, also after the task has ended
 */
record MetricGauge(String attribute, String text, Map<String, String> tags, Supplier<Number> value) {
    MetricGauge {
        tags = Map.copyOf(tags);
    }
}
