package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The form of {@code event_name}: the API's own names, the usual spellings of other tools, and names of the advertiser. A
 * name that is none of these is treated as {@code mapping.on.unknown.event} says, since the API would take it and file the
 * conversion as Unknown.
 */
final class EventName implements Form {
    private static final Map<String, String> AS_THEY_ARE = new HashMap<>();

    static {
        EventNames.STANDARD.forEach(name -> AS_THEY_ARE.put(name, name));
    }

    @Override
    public boolean write(Object value, EventWriter to) throws UnfitValueException {
        String name = Forms.plainText(value);
        if (name.isEmpty()) {
            return false;
        }
        EventRules rules = to.rules();
        if (AS_THEY_ARE.containsKey(name)) {
            to.text(name);
            return true;
        }
        Optional<String> known = rules.customEventName(name).or(() -> EventNames.standard(name));
        if (known.isPresent()) {
            to.text(known.get());
            return true;
        }
        switch (rules.onUnknownEvent()) {
            case SKIP -> {
                to.text(name);
                to.skip();
            }
            case CUSTOM -> to.text("custom");
            case REJECT ->
                throw new UnfitValueException(
                        value,
                        "one of " + String.join(", ", EventNames.STANDARD)
                                + ", a usual spelling of one, or a name listed in mapping.custom.event.names");
        }
        return true;
    }
}
