package io.github.pinsink.metrics;

import org.apache.kafka.connect.sink.SinkTaskContext;

/** Exposes gauges. Both implementations use the same names, so a dashboard works with every version of the worker. */
interface MetricsReporter extends AutoCloseable {
    /**
     * @throws IllegalArgumentException if a previous instance of the task still has the name registered
     * @throws IllegalStateException if the gauge cannot be registered
     */
    void register(MetricGauge gauge);

    /** Unregisters the gauges of this reporter only. */
    @Override
    void close();

    /** The worker's plugin metrics if it has them (4.1 and later, KIP-877), MBeans otherwise. */
    static MetricsReporter of(SinkTaskContext context, String connector, int task) {
        try {
            return new PluginMetricsReporter(context);
        } catch (LinkageError e) {
            return new MBeanReporter(connector, task);
        }
    }
}
