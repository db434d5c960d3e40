package io.github.pinsink.logging;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** A logger whose warnings a test reads. */
public final class RecordedLog {
    private final List<String> warnings = new ArrayList<>();
    private final Logger logger = (Logger) Proxy.newProxyInstance(
            RecordedLog.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("warn")) {
                    warn(arguments);
                }
                return method.getReturnType() == boolean.class ? false : null;
            });

    private void warn(Object[] arguments) {
        Object[] values = arguments[1] instanceof Object[] all ? all : new Object[arguments.length - 1];
        if (values != arguments[1]) {
            System.arraycopy(arguments, 1, values, 0, values.length);
        }
        warnings.add(MessageFormatter.arrayFormat((String) arguments[0], values).getMessage());
    }

    public Logger logger() {
        return logger;
    }

    public List<String> warnings() {
        return warnings;
    }
}
