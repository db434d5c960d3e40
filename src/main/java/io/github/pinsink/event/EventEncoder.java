package io.github.pinsink.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values in, the JSON text of an event out: coerced, checked, hashed, and nothing in it that the specification does not
 * know. Never null, never an empty text, list or object.
 */
public final class EventEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MAX_SECONDS_AHEAD = 300;

    private final List<EventField> fields;
    private final EventRules rules;

    /** @param fields the fields that will be given, in the order of their values */
    public EventEncoder(List<EventField> fields, EventRules rules) {
        this.fields = List.copyOf(fields);
        this.rules = rules;
    }

    /**
     * @param values one for each field, null for nothing
     * @param defaultEventId the event id when none is given; the same whenever the record is read again
     * @param nowMillis the wall clock, for the age of the event
     */
    public EncodingResult encode(Object[] values, String defaultEventId, long nowMillis) {
        List<FieldProblem> fatal = new ArrayList<>();
        List<FieldProblem> dropped = new ArrayList<>();
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        groups.put("", new LinkedHashMap<>());
        for (int i = 0; i < values.length; i++) {
            EventField field = fields.get(i);
            try {
                Object fit = values[i] == null ? null : field.form().of(values[i], rules);
                if (fit != null) {
                    groups.computeIfAbsent(field.group(), name -> new LinkedHashMap<>())
                            .put(field.member(), fit);
                }
            } catch (UnfitValueException e) {
                boolean isFatal = field.required() || rules.onInvalidField() == EventRules.OnInvalidField.REJECT;
                (isFatal ? fatal : dropped).add(new FieldProblem(field.path(), e.getMessage()));
            }
        }
        Map<String, Object> event = groups.get("");
        event.putIfAbsent("event_id", defaultEventId);
        boolean ignored = nameEvent(event, fatal);
        checkRequired(event, groups.getOrDefault("user_data", Map.of()), fatal);
        checkAge(event, nowMillis / 1000, fatal);
        if (!fatal.isEmpty()) {
            fatal.addAll(dropped);
            return new EncodingResult.Invalid(fatal);
        }
        if (ignored) {
            return new EncodingResult.Ignored();
        }
        return new EncodingResult.Encoded(
                write(groups), event.get("event_id").toString(), "offline".equals(event.get("action_source")), dropped);
    }

    /** @return whether the record is to be skipped */
    private boolean nameEvent(Map<String, Object> event, List<FieldProblem> fatal) {
        Object given = event.get("event_name");
        if (given == null) {
            return false;
        }
        String name = given.toString();
        if (rules.customEventNames().contains(name)) {
            return false;
        }
        String standard = EventNames.standard(name).orElse(null);
        if (standard != null) {
            event.put("event_name", standard);
            return false;
        }
        return switch (rules.onUnknownEvent()) {
            case SKIP -> true;
            case CUSTOM -> {
                event.put("event_name", "custom");
                yield false;
            }
            case REJECT -> {
                fatal.add(new FieldProblem(
                        "event_name",
                        "text of " + name.length() + " characters is no event name of the API, and expected one of "
                                + String.join(", ", EventNames.STANDARD)
                                + ", or a name listed in mapping.custom.event.names"));
                yield false;
            }
        };
    }

    private static void checkRequired(Map<String, Object> event, Map<String, Object> user, List<FieldProblem> fatal) {
        for (String member : List.of("event_name", "action_source", "event_time")) {
            boolean told = fatal.stream().anyMatch(problem -> problem.field().equals(member));
            if (!event.containsKey(member) && !told) {
                fatal.add(new FieldProblem(member, "is missing, and every event needs one"));
            }
        }
        boolean byAddress = user.containsKey("client_ip_address") && user.containsKey("client_user_agent");
        if (!user.containsKey("em") && !user.containsKey("hashed_maids") && !byAddress) {
            fatal.add(new FieldProblem(
                    "user_data",
                    "nothing usable identifies the user: em, or hashed_maids, or both client_ip_address and"
                            + " client_user_agent must be there"));
        }
    }

    private void checkAge(Map<String, Object> event, long now, List<FieldProblem> fatal) {
        if (event.get("event_time") instanceof Long time) {
            if (now - time > rules.maxAge().toSeconds()) {
                fatal.add(new FieldProblem(
                        "event_time",
                        "is " + (now - time) / 3600 + " hours old, and event.max.age allows "
                                + rules.maxAge().toHours()));
            } else if (time - now > MAX_SECONDS_AHEAD) {
                fatal.add(new FieldProblem(
                        "event_time", "lies " + (time - now) + " s in the future, and at most 300 s are accepted"));
            }
        }
    }

    private static byte[] write(Map<String, Map<String, Object>> groups) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, Map<String, Object>> group : groups.entrySet()) {
                if (group.getKey().isEmpty()) {
                    writeMembers(json, group.getValue());
                } else {
                    json.writeFieldName(group.getKey());
                    writeValue(json, group.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeMembers(JsonGenerator json, Map<?, ?> members) throws IOException {
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeFieldName(member.getKey().toString());
            writeValue(json, member.getValue());
        }
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            writeMembers(json, object);
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                writeValue(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }
}
