package io.github.pinsink.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The declarations of all keys of the connector, by group. */
public final class Settings {
    /** The number of tasks, among which the rate limit is divided. The connector sets it in the configs of its tasks. */
    public static final String TASK_COUNT = "task.count";

    /** The number of a task, from 0, which is part of its metric names. The connector sets it in the configs of its tasks. */
    public static final String TASK_NUMBER = "task.number";

    public static final String AD_ACCOUNT = PinterestSettings.AD_ACCOUNT;
    public static final String TOKEN = PinterestSettings.TOKEN;
    public static final String VALIDATE_CREDENTIALS = PinterestSettings.VALIDATE_CREDENTIALS;

    public static final String ON_UNKNOWN_EVENT = MappingSettings.ON_UNKNOWN_EVENT.key();

    private static final Map<String, List<Setting>> GROUPS = groups();
    private static final ConfigDef DEFINITION = define();

    private Settings() {}

    private static Map<String, List<Setting>> groups() {
        Map<String, List<Setting>> groups = new LinkedHashMap<>();
        groups.put("Pinterest", PinterestSettings.all());
        groups.put("Mapping", MappingSettings.all());
        groups.put("Batching", BatchingSettings.all());
        groups.put("Delivery", DeliverySettings.all());
        groups.put("Connection", ConnectionSettings.all());
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

    /** The declarations by group, in the order in which forms and the reference page show them. */
    static Map<String, List<Setting>> byGroup() {
        return GROUPS;
    }

    static Optional<Setting> setting(String key) {
        return GROUPS.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.key().equals(key))
                .findFirst();
    }

    /** The keys that a topic can have of its own, as {@code topic.<name>.<key>}. */
    public static List<String> topicKeys() {
        return TopicKey.keys();
    }

    /** All keys, in the form that Connect expects. The caller must not modify it. */
    public static ConfigDef definition() {
        return DEFINITION;
    }
}
