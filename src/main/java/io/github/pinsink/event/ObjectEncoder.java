package io.github.pinsink.event;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object whose members are known. What does not fit or is not known is left out and told; the rest stays. */
final class ObjectEncoder extends FieldEncoder {
    private final Set<String> known;
    private final String[] names;
    /** With the comma before them, over which the brace is written that begins the object. */
    private final JsonBuffer.Token[] quotedNames;

    private final FieldEncoder[] forms;

    ObjectEncoder(List<EventField> members) {
        names = members.stream().map(member -> member.member().intern()).toArray(String[]::new);
        known = new LinkedHashSet<>(Arrays.asList(names));
        forms = members.stream().map(EventField::form).toArray(FieldEncoder[]::new);
        quotedNames = Arrays.stream(names)
                .map(name -> new JsonBuffer.Token(",\"" + name + "\":"))
                .toArray(JsonBuffer.Token[]::new);
    }

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        if (value instanceof String text && Whitespace.strip(text).isEmpty()) {
            return false;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidValueException(value, "an object with " + String.join(", ", known));
        }
        JsonBuffer json = to.json();
        int start = json.size();
        int written = 0;
        int given = 0;
        int size = map.size();
        for (int i = 0; i < names.length && given < size; i++) {
            Object member = FieldEncoders.alone(map.get(names[i]));
            if (member == null) {
                continue;
            }
            given++;
            int before = json.size();
            json.raw(quotedNames[i]);
            if (fits(i, forms[i], member, to)) {
                written++;
            } else {
                json.truncate(before);
            }
        }
        to.member(EventWriter.NONE);
        if (given < size) {
            dropUnknown(map, to);
        }
        if (written == 0) {
            return false;
        }
        json.raw('}');
        json.set(start, '{');
        return true;
    }

    @Override
    boolean isContextFree() {
        return Arrays.stream(forms).allMatch(FieldEncoder::isContextFree);
    }

    private static boolean fits(int index, FieldEncoder form, Object value, EventWriter to) {
        to.member(index);
        try {
            return form.write(value, to);
        } catch (InvalidValueException e) {
            to.drop(e);
            return false;
        }
    }

    private void dropUnknown(Map<?, ?> map, EventWriter to) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof String name && entry.getValue() != null && !known.contains(name)) {
                // The name comes from the record and may be personal, so it is not reported.
                to.dropUnknown(known);
                return;
            }
        }
    }
}
