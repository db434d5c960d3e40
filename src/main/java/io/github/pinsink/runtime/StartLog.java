package io.github.pinsink.runtime;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.mapping.MappingPlan;
import io.github.pinsink.mapping.MappingPlans;
import io.github.pinsink.mapping.expression.Expression;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a task does, in one line when it starts. */
final class StartLog {
    private static final Logger log = LoggerFactory.getLogger(StartLog.class);
    private static final int MAX_KEYS = 10;

    private StartLog() {}

    static void started(String version, ConnectorConfig config, MappingPlans plans) {
        int expressions = 0;
        Set<String> interpreted = new TreeSet<>();
        for (MappingPlan plan : plans.all()) {
            Map<String, Expression> byKey = plan.expressions();
            expressions += byKey.size();
            byKey.forEach((key, expression) -> {
                if (!expression.isCompiled()) {
                    interpreted.add(key);
                }
            });
        }
        log.info(
                "Started version {}: {}; ad account {}; {}; {} expressions, {}",
                version,
                config.topics(),
                config.accountDescription(),
                presets(config.presets()),
                expressions,
                interpreted.isEmpty()
                        ? "all compiled"
                        : interpreted.size() + " of them interpreted, which takes more CPU: " + list(interpreted));
    }

    private static String presets(Set<String> names) {
        return names.isEmpty() ? "no preset" : (names.size() == 1 ? "preset " : "presets ") + String.join(", ", names);
    }

    private static String list(Set<String> keys) {
        String listed = String.join(", ", keys.stream().limit(MAX_KEYS).toList());
        return keys.size() <= MAX_KEYS ? listed : listed + " and " + (keys.size() - MAX_KEYS) + " more";
    }
}
