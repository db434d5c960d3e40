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
 * Registers MBeans under the names that plugin metrics have in workers from 4.1 on:
 * {@code kafka.connect:type=plugins,connector=…,task=…}. Older workers have no MBeans of that type.
 */
final class MBeanReporter implements MetricsReporter {
    /** Kafka quotes all other values of tags. */
    private static final Pattern PLAIN = Pattern.compile("[\\w-%. \t]*");

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String prefix;
    private final Map<ObjectName, GaugesMBean> beans = new HashMap<>();

    MBeanReporter(String connector, int task) {
        this.prefix = "kafka.connect:type=plugins,connector=" + quoted(connector) + ",task=" + task;
    }

    @Override
    public void register(MetricGauge gauge) {
        try {
            ObjectName name = name(gauge.tags());
            GaugesMBean bean = beans.get(name);
            if (bean == null) {
                bean = new GaugesMBean();
                register(bean, name);
                beans.put(name, bean);
            }
            bean.add(gauge);
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

    /** A canceled task may still have the name registered; the new task replaces its MBean. */
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
            // Already unregistered.
            return;
        }
    }

    @Override
    public void close() {
        beans.forEach((name, bean) -> {
            try {
                // A newer task may have replaced this MBean.
                if (bean.isRegistered()) {
                    unregister(name);
                }
            } catch (JMException e) {
                throw new IllegalStateException("an MBean could not be unregistered", e);
            }
        });
        beans.clear();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
    }
}
