package io.github.pinsink.metrics;

import java.util.LinkedHashMap;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Registers gauges with the worker's plugin metrics. The only class that refers to types that workers before 4.1 do not
 * have, so that all other classes load there.
 *
 * <p>It uses gauges and no sensors: all tasks of a worker share the names of sensors (observed in 4.1.1 and 4.3.1). Two tasks
 * would report their sum, and the first task to stop would remove the sensors of both.
 */
final class PluginMetricsReporter implements MetricsReporter {
    private final PluginMetrics worker;

    /** @throws LinkageError on workers before 4.1 */
    PluginMetricsReporter(SinkTaskContext context) {
        this.worker = context.pluginMetrics();
    }

    @Override
    public void register(MetricGauge gauge) {
        Gauge<Number> value = (config, now) -> gauge.value().get();
        worker.addMetric(worker.metricName(gauge.attribute(), gauge.text(), new LinkedHashMap<>(gauge.tags())), value);
    }

    /** The worker unregisters them itself after the task has stopped. */
    @Override
    public void close() {}
}
