package io.github.pinsink.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Every key of the connector, group by group; a room a group. */
public final class Settings {
    /** Set by the connector for its tasks, which share the rate limit. */
    public static final String TASK_COUNT = "task.count";

    /** Set by the connector for each of its tasks, from 0 on; their metrics bear it. */
    public static final String TASK_NUMBER = "task.number";

    public static final String AD_ACCOUNT = PinterestSettings.AD_ACCOUNT;
    public static final String TOKEN = PinterestSettings.TOKEN;
    public static final String LIVE = PinterestSettings.LIVE;

    private static final Map<String, List<Setting>> GROUPS = groups();
    private static final ConfigDef DEFINITION = define();

    private Settings() {}

    private static Map<String, List<Setting>> groups() {
        Map<String, List<Setting>> groups = new LinkedHashMap<>();
        groups.put("Pinterest", PinterestSettings.rows());
        groups.put("Mapping", MappingSettings.rows());
        groups.put("Batching", BatchingSettings.rows());
        groups.put("Delivery", DeliverySettings.rows());
        groups.put("Connection", ConnectionSettings.rows());
        return Collections.unmodifiableMap(groups);
    }

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef();
        GROUPS.forEach((group, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i).declareIn(definition, group, i + 1);
            }
        });
        return definition
                .defineInternal(TASK_COUNT, Type.INT, 1, Importance.LOW)
                .defineInternal(TASK_NUMBER, Type.INT, 0, Importance.LOW);
    }

    /** The rows by their group, in the order in which they are shown. */
    static Map<String, List<Setting>> byGroup() {
        return GROUPS;
    }

    static Optional<Setting> setting(String key) {
        return GROUPS.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.key().equals(key))
                .findFirst();
    }

    /** All keys, as the framework wants them; not to be changed. */
    public static ConfigDef definition() {
        return DEFINITION;
    }
}
