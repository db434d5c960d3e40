package io.github.pinsink.mapping;

import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventSchema;
import io.github.pinsink.event.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of a record in the API's own shape that the API does not know. */
final class UnknownProperties {
    /** A name that may be told: others, such as an address that became a key, may be about a person. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    private static final int MOST_TOLD = 20;
    private static final String EVENT = "";
    private static final Map<String, Set<String>> KNOWN = known();

    private UnknownProperties() {}

    /** By the object they stand in, so that what is counted has few names; {@code event} is the event itself. */
    static List<FieldProblem> of(Object context) {
        List<FieldProblem> unknown = new ArrayList<>();
        if (context instanceof Map<?, ?> event) {
            tell(EVENT, event, unknown);
            for (String group : KNOWN.keySet()) {
                if (!group.equals(EVENT) && event.get(group) instanceof Map<?, ?> members) {
                    tell(group, members, unknown);
                }
            }
        }
        return unknown;
    }

    private static void tell(String group, Map<?, ?> members, List<FieldProblem> unknown) {
        Set<String> known = KNOWN.get(group);
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = String.valueOf(member.getKey());
            boolean isKnown = known.contains(name) || (group.equals(EVENT) && KNOWN.containsKey(name));
            if (!isKnown && member.getValue() != null && unknown.size() < MOST_TOLD) {
                unknown.add(new FieldProblem(
                        group.equals(EVENT) ? "event" : group,
                        (NAME.matcher(name).matches() ? "its member " + name : "a member")
                                + " is none that the API knows"));
            }
        }
    }

    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (EventField field : EventSchema.fields()) {
            int dot = field.path().indexOf('.');
            known.computeIfAbsent(dot < 0 ? EVENT : field.path().substring(0, dot), group -> new HashSet<>())
                    .add(field.path().substring(dot + 1));
        }
        return known;
    }
}
