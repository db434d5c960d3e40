package io.github.pinsink.event;

/**
 * The form of {@code event_name}: the API's own names, the usual spellings of other tools, and names of the advertiser. A
 * name that is none of these is treated as {@code mapping.on.unknown.event} says, since the API would take it and file the
 * conversion as Unknown.
 */
final class EventName extends FieldEncoder {
    private static final String EXPECTED = "one of " + String.join(", ", EventNames.STANDARD)
            + ", a usual spelling of one, or a name listed in mapping.custom.event.names";

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        String given = FieldEncoders.plainText(value);
        if (given.isEmpty()) {
            return false;
        }
        String name = to.knownNames().of(given);
        if (!name.equals(EventNameResolver.NONE)) {
            to.text(name);
            return true;
        }
        return switch (to.rules().onUnknownEvent()) {
            case SKIP -> {
                to.skip();
                yield false;
            }
            case CUSTOM -> {
                to.text("custom");
                yield true;
            }
            case REJECT -> throw new InvalidValueException(value, EXPECTED);
        };
    }
}
