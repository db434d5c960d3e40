package io.github.pinsink.simulation;

import io.github.pinsink.metrics.Metric;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/** The metrics that a task registers with its worker. */
final class FakeMetrics implements PluginMetrics {
    private final Map<String, Gauge<?>> untagged = new HashMap<>();

    long value(Metric metric) {
        return ((Number) untagged.get(metric.attribute()).value(null, 0)).longValue();
    }

    @Override
    public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
        return new MetricName(name, "plugins", description, tags);
    }

    @Override
    public void addMetric(MetricName metricName, MetricValueProvider<?> provider) {
        if (metricName.tags().isEmpty()) {
            untagged.put(metricName.name(), (Gauge<?>) provider);
        }
    }

    @Override
    public void removeMetric(MetricName metricName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sensor addSensor(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeSensor(String name) {
        throw new UnsupportedOperationException();
    }
}
