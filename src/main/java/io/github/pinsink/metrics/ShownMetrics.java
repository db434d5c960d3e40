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
 * Puts a task's metrics on display, and keeps trying where a name is still taken: a task that was cancelled holds on to
 * its names until it ends. Belongs to the task's thread; nothing here ever throws.
 */
public final class ShownMetrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShownMetrics.class);
    private static final long NANOS_BETWEEN_ATTEMPTS = TimeUnit.SECONDS.toNanos(10);

    private final TaskMetrics metrics;
    private final MetricsDisplay display;
    private final ArrayDeque<Reading> waiting = new ArrayDeque<>();
    private final Set<Map<String, String>> taggedSeen = new HashSet<>();
    private long nextAttempt;
    private boolean told;

    ShownMetrics(TaskMetrics metrics, MetricsDisplay display, long now) {
        this.metrics = metrics;
        this.display = display;
        this.nextAttempt = now;
        waiting.addAll(metrics.readings());
        tick(now);
    }

    /** Shows them at the worker that the context belongs to, under the name of the connector and the number of the task. */
    public static ShownMetrics of(TaskMetrics metrics, SinkTaskContext context, String connector, int task, long now) {
        return new ShownMetrics(metrics, MetricsDisplay.of(context, connector, task), now);
    }

    /** Shows what has come to be since the last call, and what could not be shown then. */
    public void tick(long now) {
        if (metrics.taggedCount() > taggedSeen.size()) {
            for (Reading reading : metrics.taggedReadings()) {
                if (taggedSeen.add(reading.tags())) {
                    waiting.add(reading);
                }
            }
        }
        if (waiting.isEmpty() || now - nextAttempt < 0) {
            return;
        }
        try {
            while (!waiting.isEmpty()) {
                display.show(waiting.peek());
                waiting.remove();
            }
        } catch (RuntimeException e) {
            nextAttempt = now + NANOS_BETWEEN_ATTEMPTS;
            if (!told) {
                told = true;
                log.warn(
                        "{} metrics of this task cannot be shown yet ({}). An earlier instance of the task still holds"
                                + " their names, most likely; they are tried again every 10 s. Delivery is not affected",
                        waiting.size(),
                        e.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            display.close();
        } catch (RuntimeException e) {
            log.warn("The metrics of this task could not be taken away ({}). Delivery is not affected", e.toString());
        }
    }
}
