package io.github.pinsink.event;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Encodes an object with known properties. Drops and reports the properties that are invalid, unknown or not enabled. */
final class ObjectEncoder extends FieldEncoder {
    private final Set<String> known;
    private final String[] names;
    /** The path of a property that is sent only if the rules list it; empty for the others. */
    private final String[] extraPaths;

    /** Each begins with a comma; the first is overwritten with the brace that opens the object. */
    private final JsonBuffer.Token[] quotedNames;

    private final FieldEncoder[] encoders;
    private final int[] signals;

    ObjectEncoder(List<EventField> properties) {
        names = properties.stream().map(EventField::name).toArray(String[]::new);
        extraPaths = properties.stream()
                .map(field -> field.extra() ? field.path() : "")
                .toArray(String[]::new);
        known = properties.stream()
                .filter(field -> !field.extra())
                .map(EventField::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        encoders = properties.stream().map(EventField::encoder).toArray(FieldEncoder[]::new);
        signals = properties.stream().mapToInt(EventField::signalBit).toArray();
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
            Object property = FieldEncoders.single(map.get(names[i]));
            if (property == null || !isSent(i, to)) {
                continue;
            }
            given++;
            int before = json.size();
            json.raw(quotedNames[i]);
            if (writeProperty(i, encoders[i], property, to)) {
                written++;
                to.addSignals(signals[i]);
            } else {
                json.truncate(before);
            }
        }
        to.startProperty(EventWriter.NONE);
        if (given < size) {
            dropOthers(map, to);
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
        return Arrays.stream(encoders).allMatch(FieldEncoder::isContextFree);
    }

    private static boolean writeProperty(int index, FieldEncoder encoder, Object value, EventWriter to) {
        to.startProperty(index);
        try {
            return encoder.write(value, to);
        } catch (InvalidValueException e) {
            to.drop(e);
            return false;
        }
    }

    private boolean isSent(int index, EventWriter to) {
        return extraPaths[index].isEmpty() || to.rules().extraFields().contains(extraPaths[index]);
    }

    /** Reports the first of them. */
    private void dropOthers(Map<?, ?> map, EventWriter to) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name) || entry.getValue() == null || known.contains(name)) {
                continue;
            }
            int index = Arrays.asList(names).indexOf(name);
            if (index < 0) {
                // The name comes from the record and may be personal, so it is not reported.
                to.dropUnknownProperty(known);
                return;
            }
            if (!isSent(index, to)) {
                to.dropUnlistedProperty(extraPaths[index]);
                return;
            }
        }
    }
}
