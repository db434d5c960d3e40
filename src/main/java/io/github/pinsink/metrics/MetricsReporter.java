package io.github.pinsink.metrics;

import org.apache.kafka.connect.sink.SinkTaskContext;

/** Where readings are shown. Both ways end in the same names, so a dashboard does not depend on the worker's version. */
interface MetricsReporter extends AutoCloseable {
    /**
     * @throws IllegalArgumentException when a predecessor of the task still shows it
     * @throws IllegalStateException when the display cannot take it at all
     */
    void register(MetricGauge reading);

    /** Takes away what this display shows, and nothing else. */
    @Override
    void close();

    /** The worker's own metrics where it offers them (4.1 and later, KIP-877), MBeans elsewhere. */
    static MetricsReporter of(SinkTaskContext context, String connector, int task) {
        try {
            return new PluginMetricsReporter(context);
        } catch (LinkageError e) {
            return new MBeanReporter(connector, task);
        }
    }
}
