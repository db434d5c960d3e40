package io.github.pinsink.tools.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.Problem;
import io.github.pinsink.tools.pipeline.DisplayValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The values of a field in two events, for a reader. Of personal values only their shape.
 *
 * @param before empty for an added field
 * @param after empty for a removed field
 * @param isHashed whether the field has hashes, which look alike
 */
record SampleText(Optional<String> before, Optional<String> after, boolean isHashed) {
    private static final String USER_DATA = "user_data.";
    /** They are of one purchase or one visit, and with them everybody finds the user in a shop. */
    private static final Set<String> IDS = Set.of(
            "event_id", "custom_data.order_id", "custom_data.search_string", "custom_data.external_measurement_id");

    private static final String URL = "event_source_url";
    private static final String ARROW = " → ";

    static SampleText of(EventDiff.Field field, EventDiff.Values values) {
        return new SampleText(
                value(field.path(), values.before()), value(field.path(), values.after()), isHashed(field.path()));
    }

    /** Both in one line. */
    String text() {
        if (before.isEmpty() || after.isEmpty()) {
            return before.or(() -> after).orElse("");
        }
        return isHashed && before.equals(after) ? "hash changed" : before.get() + ARROW + after.get();
    }

    private static boolean isHashed(String path) {
        return EventSchema.field(path).map(EventField::hashed).orElse(false);
    }

    private static Optional<String> value(String path, JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(present(path, value));
    }

    private static String present(String path, JsonNode value) {
        if (isHashed(path)) {
            return value.size() == 1 ? "a hash" : value.size() + " hashes";
        }
        if (path.startsWith(USER_DATA) || IDS.contains(path) || DisplayValue.mayBePersonal(value.toString())) {
            return shape(value);
        }
        if (path.equals(URL)) {
            return DisplayValue.truncate(withoutQuery(value.asText()));
        }
        return DisplayValue.truncate(value.toString());
    }

    private static String shape(JsonNode value) {
        if (value.isTextual()) {
            return Problem.shape(value.textValue());
        }
        List<JsonNode> elements = new ArrayList<>();
        value.elements().forEachRemaining(elements::add);
        return value.isArray() ? Problem.shape(elements) : "a value";
    }

    /** A query or fragment may have values of the user. */
    private static String withoutQuery(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        int rest = url.length() - end;
        return '"'
                + url.substring(0, end)
                + '"'
                + (rest == 0 ? "" : " and " + (rest - 1) + " characters after " + url.charAt(end));
    }
}
