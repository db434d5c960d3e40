package io.github.pinsink.metrics;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * MBeans of our own, under the names that the metrics of a plugin have in a worker from 4.1 on:
 * {@code kafka.connect:type=plugins,connector=…,task=…}. Older workers have nothing of that type.
 */
final class MBeanReporter implements MetricsReporter {
    /** Kafka quotes any other value of a tag. */
    private static final Pattern PLAIN = Pattern.compile("[\\w-%. \t]*");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String prefix;
    private final Map<ObjectName, GaugesMBean> beans = new HashMap<>();

    MBeanReporter(String connector, int task) {
        this.prefix = "kafka.connect:type=plugins,connector=" + quoted(connector) + ",task=" + task;
    }

    @Override
    public void register(MetricGauge reading) {
        try {
            ObjectName name = name(reading.tags());
            GaugesMBean bean = beans.get(name);
            if (bean == null) {
                bean = new GaugesMBean();
                register(bean, name);
                beans.put(name, bean);
            }
            bean.add(reading);
        } catch (JMException e) {
            throw new IllegalStateException("an MBean could not be registered", e);
        }
    }

    private ObjectName name(Map<String, String> tags) throws JMException {
        return new ObjectName(prefix
                + tags.entrySet().stream()
                        .map(tag -> "," + tag.getKey() + "=" + quoted(tag.getValue()))
                        .collect(Collectors.joining()));
    }

    /** A task that was cancelled may still hang on to its name; whoever came later is the one to watch. */
    private void register(GaugesMBean bean, ObjectName name) throws JMException {
        try {
            server.registerMBean(bean, name);
        } catch (InstanceAlreadyExistsException e) {
            unregister(name);
            server.registerMBean(bean, name);
        }
    }

    private void unregister(ObjectName name) throws JMException {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // Gone already, which is what was wanted.
            return;
        }
    }

    @Override
    public void close() {
        beans.forEach((name, bean) -> {
            try {
                // The name may belong to a successor by now.
                if (bean.isRegistered()) {
                    unregister(name);
                }
            } catch (JMException e) {
                throw new IllegalStateException("an MBean could not be taken away", e);
            }
        });
        beans.clear();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
    }
}
