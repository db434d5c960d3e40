package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import io.github.pinsink.mapping.expression.UnreadableValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Properties of a record in the shape of an API event that the API does not have. */
final class UnknownProperties {
    /** A name that may be reported. Others, such as an e-mail address used as a key, may be personal. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private static final int MAX_REPORTED = 20;
    private static final String EVENT = "";
    private static final Map<String, Set<String>> KNOWN = known();

    private UnknownProperties() {}

    /**
     * By the object that holds them, so that metrics have few names; {@code event} is the event itself.
     *
     * @param extraFields the paths of those extra fields that may be sent
     */
    static List<Problem> of(Object context, Set<String> extraFields) {
        List<Problem> unknown = new ArrayList<>();
        if (context instanceof Map<?, ?> event) {
            report(EVENT, event, extraFields, unknown);
            for (String group : KNOWN.keySet()) {
                if (!group.equals(EVENT) && readable(() -> event.get(group)) instanceof Map<?, ?> properties) {
                    report(group, properties, extraFields, unknown);
                }
            }
        }
        return unknown;
    }

    /** What cannot be read is not checked: the fields that read it report it. */
    private static @Nullable Object readable(Supplier<@Nullable Object> part) {
        try {
            return part.get();
        } catch (UnreadableValueException e) {
            return null;
        }
    }

    private static void report(String group, Map<?, ?> properties, Set<String> extraFields, List<Problem> unknown) {
        Set<String> known = KNOWN.getOrDefault(group, Set.of());
        Iterator<? extends Map.Entry<?, ?>> entries = properties.entrySet().iterator();
        while (entries.hasNext()) {
            if (!(readable(entries::next) instanceof Map.Entry<?, ?> property)) {
                continue;
            }
            String name = String.valueOf(property.getKey());
            String path = group.equals(EVENT) ? name : group + '.' + name;
            boolean isKnown = known.contains(name)
                    || (group.equals(EVENT) && KNOWN.containsKey(name))
                    || extraFields.contains(path);
            if (!isKnown && property.getValue() != null && unknown.size() < MAX_REPORTED) {
                unknown.add(problem(group, name, path));
            }
        }
    }

    private static Problem problem(String group, String name, String path) {
        String object = group.equals(EVENT) ? "event" : group;
        return EventSchema.extraFields().contains(path)
                ? Problem.found(ProblemCode.EXTRA_FIELD_NOT_LISTED, object, path)
                : Problem.found(
                        ProblemCode.UNKNOWN_PROPERTY,
                        object,
                        "unknown property" + (NAME.matcher(name).matches() ? " " + name : ""));
    }

    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (EventField field : EventSchema.fields()) {
            if (field.extra()) {
                continue;
            }
            int dot = field.path().indexOf('.');
            known.computeIfAbsent(dot < 0 ? EVENT : field.path().substring(0, dot), group -> new HashSet<>())
                    .add(field.path().substring(dot + 1));
        }
        return known;
    }
}
