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

/** Readings as the attributes of an MBean; there is nothing to set and nothing to call. Knows whether it is registered. */
final class GaugesMBean implements DynamicMBean, MBeanRegistration {
    private final Map<String, MetricGauge> readings = new ConcurrentSkipListMap<>();
    private volatile boolean registered;

    void add(MetricGauge reading) {
        readings.put(reading.attribute(), reading);
    }

    boolean isRegistered() {
        return registered;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        MetricGauge reading = readings.get(attribute);
        if (reading == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return reading.value().get();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            MetricGauge reading = readings.get(attribute);
            if (reading != null) {
                values.add(new Attribute(attribute, reading.value().get()));
            }
        }
        return values;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = readings.values().stream()
                .map(reading -> new MBeanAttributeInfo(
                        reading.attribute(), Number.class.getName(), reading.text(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                GaugesMBean.class.getName(), "A task of the Pinterest conversions sink", attributes, null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("metrics cannot be set");
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
