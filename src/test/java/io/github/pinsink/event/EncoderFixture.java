package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A valid event whose values a test can change, and its encoding. */
final class EncoderFixture {
    static final long NOW = 1_763_000_600_000L;
    static final String DEFAULT_ID = "the-default";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> values = new LinkedHashMap<>();
    private EventRules rules = detecting(EventRules.HashDetection.AUTO);

    EncoderFixture() {
        values.put("event_name", "checkout");
        values.put("action_source", "web");
        values.put("event_time", 1_763_000_000L);
        values.put("user_data.client_ip_address", "203.0.113.45");
        values.put("user_data.client_user_agent", "Mozilla/5.0 (X11; Linux x86_64)");
    }

    EncoderFixture with(String path, Object value) {
        values.put(path, value);
        return this;
    }

    EncoderFixture without(String path) {
        values.remove(path);
        return this;
    }

    EncoderFixture rules(EventRules other) {
        rules = other;
        return this;
    }

    EncodingResult encode() {
        return encode(NOW);
    }

    EncodingResult encode(long nowMillis) {
        List<EventField> fields = new ArrayList<>();
        List<Object> given = new ArrayList<>();
        for (EventField field : EventSchema.fields()) {
            if (values.containsKey(field.path())) {
                fields.add(field);
                given.add(values.get(field.path()));
            }
        }
        EncodingResult result =
                new EventEncoder(fields, Map.of(), rules).encode(given::get, () -> DEFAULT_ID, nowMillis, List.of());
        assertThat(description(asConstants(fields, nowMillis)))
                .as("a constant that is encoded once gives the same result as one that is encoded for each event")
                .isEqualTo(description(result));
        return result;
    }

    private EncodingResult asConstants(List<EventField> fields, long nowMillis) {
        Map<EventField, Object> constants = new HashMap<>();
        for (EventField field : fields) {
            if (values.get(field.path()) != null) {
                constants.put(field, values.get(field.path()));
            }
        }
        FieldValues given = place -> values.get(fields.get(place).path());
        EventEncoder encoder = new EventEncoder(fields, constants, rules);
        encoder.encode(given, () -> "of-an-event-before", nowMillis, List.of());
        return encoder.encode(given, () -> DEFAULT_ID, nowMillis, List.of());
    }

    private static List<Object> description(EncodingResult result) {
        return result.match(new EncodingResult.Cases<>() {
            @Override
            public List<Object> encoded(EncodingResult.Encoded event) {
                String json = new String(event.json(), StandardCharsets.UTF_8);
                return List.of(
                        json,
                        event.eventName(),
                        event.eventId(),
                        event.signals(),
                        event.offline(),
                        event.late(),
                        event.dropped());
            }

            @Override
            public List<Object> invalid(EncodingResult.Invalid invalid) {
                return List.copyOf(invalid.problems());
            }

            @Override
            public List<Object> skipped(EncodingResult.Skipped ignored) {
                return List.of("ignored");
            }
        });
    }

    EncodingResult.Encoded encoded() {
        EncodingResult result = encode();
        assertThat(result).isInstanceOf(EncodingResult.Encoded.class);
        return (EncodingResult.Encoded) result;
    }

    JsonNode event() {
        return json(encoded().json());
    }

    /** The value at that path of the event; a missing node when it was dropped. */
    JsonNode sent(String path) {
        return event().at('/' + path.replace('.', '/'));
    }

    /** The strings that are sent in a list for that value, of which nothing is dropped. */
    static List<String> texts(Object given, String path) {
        return texts(new EncoderFixture().with(path, given), path);
    }

    /** The strings that are sent in a list of that event, of which nothing is dropped. */
    static List<String> texts(EncoderFixture event, String path) {
        assertThat(event.dropped()).isEmpty();
        List<String> texts = new ArrayList<>();
        event.sent(path).forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    /** The paths of what was dropped. */
    List<String> dropped() {
        return encoded().dropped().stream().map(Problem::field).toList();
    }

    /** The paths of the problems for which the event was rejected. */
    List<String> rejected() {
        EncodingResult result = encode();
        assertThat(result).isInstanceOf(EncodingResult.Invalid.class);
        return ((EncodingResult.Invalid) result)
                .problems().stream().map(Problem::field).toList();
    }

    static JsonNode json(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The digest of a normalized string. */
    static String sha256(String normal) {
        return Hashing.sha256().hashString(normal, StandardCharsets.UTF_8).toString();
    }

    static EventRules strict() {
        return rules(EventRules.OnInvalidField.REJECT, EventRules.HashDetection.AUTO);
    }

    /** @param country of numbers that say none; empty for none */
    static EventRules phonesOf(String country) {
        return rules(EventRules.OnInvalidField.DROP, EventRules.HashDetection.AUTO, country);
    }

    static EventRules detecting(EventRules.HashDetection detection) {
        return rules(EventRules.OnInvalidField.DROP, detection);
    }

    private static EventRules rules(EventRules.OnInvalidField onInvalid, EventRules.HashDetection detection) {
        return rules(onInvalid, detection, "");
    }

    private static EventRules rules(
            EventRules.OnInvalidField onInvalid, EventRules.HashDetection detection, String phoneCountry) {
        return new EventRules(
                onInvalid,
                EventRules.OnUnknownEvent.REJECT,
                Set.of(),
                new HashSet<>(EventSchema.extraFields()),
                detection,
                phoneCountry.isEmpty() ? Optional.empty() : Optional.of(phoneCountry),
                Optional.empty(),
                EventRules.StateNames.DROP,
                EventRules.ExternalIdCase.KEEP,
                Duration.ofDays(7));
    }
}
