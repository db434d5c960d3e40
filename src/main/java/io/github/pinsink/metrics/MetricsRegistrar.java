package io.github.pinsink.metrics;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers a task's metrics, and retries while a name is in use: a canceled task keeps its names until it ends. Belongs to
 * the task's thread; never throws.
 */
public final class MetricsRegistrar implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsRegistrar.class);
    private static final long NANOS_BETWEEN_ATTEMPTS = TimeUnit.SECONDS.toNanos(10);

    private final TaskMetrics metrics;
    private final MetricsReporter reporter;
    private final ArrayDeque<MetricGauge> unregistered = new ArrayDeque<>();
    private final Set<TaggedName> taggedRegistered = new HashSet<>();
    private long nextAttempt;
    private boolean logged;

    private record TaggedName(String attribute, Map<String, String> tags) {}

    MetricsRegistrar(TaskMetrics metrics, MetricsReporter reporter, long now) {
        this.metrics = metrics;
        this.reporter = reporter;
        this.nextAttempt = now;
        unregistered.addAll(metrics.gauges());
        registerNew(now);
    }

    /** Registers them with the worker of that context, under the name of the connector and the number of the task. */
    public static MetricsRegistrar of(
            TaskMetrics metrics, SinkTaskContext context, String connector, int task, long now) {
        return new MetricsRegistrar(metrics, MetricsReporter.of(context, connector, task), now);
    }

    /** Registers metrics that are new since the last call, and those that could not be registered then. */
    public void registerNew(long now) {
        if (metrics.taggedCount() > taggedRegistered.size()) {
            for (MetricGauge gauge : metrics.taggedGauges()) {
                if (taggedRegistered.add(new TaggedName(gauge.attribute(), gauge.tags()))) {
                    unregistered.add(gauge);
                }
            }
        }
        if (unregistered.isEmpty() || now - nextAttempt < 0) {
            return;
        }
        try {
            while (!unregistered.isEmpty()) {
                reporter.register(unregistered.peek());
                unregistered.remove();
            }
        } catch (RuntimeException e) {
            nextAttempt = now + NANOS_BETWEEN_ATTEMPTS;
            if (!logged) {
                logged = true;
                log.warn(
                        "{} metrics could not be registered yet ({}), probably because a previous instance of this task"
                                + " is still running; retrying every 10 s. Delivery is not affected",
                        unregistered.size(),
                        e.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            reporter.close();
        } catch (RuntimeException e) {
            log.warn("The metrics of this task could not be unregistered ({}). Delivery is not affected", e.toString());
        }
    }
}
