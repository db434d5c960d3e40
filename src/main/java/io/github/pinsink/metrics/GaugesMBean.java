package io.github.pinsink.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/** Exposes gauges as read-only attributes of an MBean, and keeps track of whether it is registered. */
final class GaugesMBean implements DynamicMBean, MBeanRegistration {
    private final Map<String, MetricGauge> gauges = new ConcurrentSkipListMap<>();
    private volatile boolean registered;

    void add(MetricGauge gauge) {
        gauges.put(gauge.attribute(), gauge);
    }

    boolean isRegistered() {
        return registered;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        MetricGauge gauge = gauges.get(attribute);
        if (gauge == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return gauge.value().get();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            MetricGauge gauge = gauges.get(attribute);
            if (gauge != null) {
                values.add(new Attribute(attribute, gauge.value().get()));
            }
        }
        return values;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = gauges.values().stream()
                .map(gauge -> new MBeanAttributeInfo(
                        gauge.attribute(), Number.class.getName(), gauge.text(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                GaugesMBean.class.getName(),
                "Metrics of a task of the Pinterest conversions sink",
                attributes,
                null,
                null,
                null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("metrics are read-only");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action), "metrics have no operations");
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
        return name;
    }

    @Override
    public void postRegister(Boolean done) {
        registered = done;
    }

    @Override
    public void preDeregister() {
        // Nothing to prepare.
    }

    @Override
    public void postDeregister() {
        registered = false;
    }
}
