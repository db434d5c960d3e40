package io.github.pinsink.tools.suggest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a preset is for the samples: its marks are there, and its mapping yields events.
 *
 * @param name of the preset
 * @param marks paths that records of the kind have; alternatives are separated by a bar
 */
record PresetRule(String name, List<String> marks) {
    /** How many records must have a mark, in percent. */
    static final int MARKED_PERCENT = 80;

    /** How many records that are not skipped must yield events, in percent. */
    static final int SENT_PERCENT = 50;

    /** How many of the values per event that the rules find the preset must find, in percent. */
    static final int FIELDS_PERCENT = 70;

    static final List<PresetRule> ALL = List.of(
            new PresetRule(
                    "rudderstack",
                    List.of("type", "messageId", "rudderId|request_ip", "context.library.name|context.ip|channel")),
            new PresetRule(
                    "segment",
                    List.of(
                            "type",
                            "messageId",
                            "context.ip|context.userAgent|context.library.name|context.page.url",
                            "anonymousId|userId")),
            new PresetRule("ga4", List.of("events[].name", "client_id|app_instance_id")),
            new PresetRule("ga4-bigquery", List.of("event_name", "event_timestamp", "user_pseudo_id")),
            new PresetRule(
                    "shopify", List.of("financial_status", "line_items[].price|line_items[].title", "total_price")),
            new PresetRule(
                    "woocommerce",
                    List.of(
                            "billing.email|billing.first_name",
                            "line_items[].product_id",
                            "date_created|date_created_gmt",
                            "status")),
            new PresetRule("snowplow", List.of("event_name", "collector_tstamp", "event_id")),
            new PresetRule("appsflyer", List.of("appsflyer_id", "event_name")),
            new PresetRule(
                    "pinterest",
                    List.of(
                            "event_name",
                            "action_source",
                            "event_time",
                            "user_data.em|user_data.hashed_maids|user_data.client_ip_address")),
            new PresetRule(
                    "debezium-orders",
                    List.of(
                            "op|payload.op|__op",
                            "after.id|payload.after.id|id",
                            "after.status|payload.after.status|status")));

    /** The marks, each with the number of records that have it. */
    Map<String, Integer> found(RecordShape shape) {
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String mark : marks) {
            int records = 0;
            for (String path : mark.split("\\|")) {
                records = Math.max(
                        records,
                        shape.all().stream()
                                .filter(values -> values.path().label().equals(path))
                                .mapToInt(PathValues::records)
                                .max()
                                .orElse(0));
            }
            found.put(mark, records);
        }
        return found;
    }

    boolean isMarked(RecordShape shape) {
        return found(shape).values().stream().allMatch(records -> records * 100 >= shape.samples() * MARKED_PERCENT);
    }

    /**
     * @param preset what the preset makes of the samples
     * @param rules what the mapping by the rules makes of them
     */
    static boolean fits(MappingCheck preset, MappingCheck rules) {
        int notSkipped = preset.sent() + preset.rejected();
        return preset.sent() > 0
                && preset.sent() * 100 >= notSkipped * SENT_PERCENT
                && preset.fieldsPerEvent() * 100 >= rules.fieldsPerEvent() * FIELDS_PERCENT;
    }
}
