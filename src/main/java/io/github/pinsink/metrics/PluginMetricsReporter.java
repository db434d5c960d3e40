package io.github.pinsink.metrics;

import java.util.LinkedHashMap;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The worker's own metrics. The only class that names a type which workers before 4.1 do not have, so that nothing else
 * fails to load there.
 *
 * <p>Gauges only: the names of sensors are shared by all tasks of a worker (seen in 4.1.1 and 4.3.1), so two tasks would
 * show their sum, and the first to end would take both away.
 */
final class PluginMetricsReporter implements MetricsReporter {
    private final PluginMetrics worker;

    /** @throws LinkageError on workers before 4.1 */
    PluginMetricsReporter(SinkTaskContext context) {
        this.worker = context.pluginMetrics();
    }

    @Override
    public void register(MetricGauge reading) {
        Gauge<Number> value = (config, now) -> reading.value().get();
        worker.addMetric(
                worker.metricName(reading.attribute(), reading.text(), new LinkedHashMap<>(reading.tags())), value);
    }

    /** The worker takes them away itself, once the task has stopped. */
    @Override
    public void close() {}
}
