package io.github.pinsink.event;

/**
 * Encodes {@code event_name}: the API's own names, the usual spellings of other tools, and the advertiser's own names.
 * What happens to another name {@code mapping.on.unknown.event} decides; the API would accept it and report the conversion
 * as unknown.
 */
final class EventName extends FieldEncoder {
    private static final String EXPECTED = "one of " + String.join(", ", EventNames.STANDARD)
            + ", a usual spelling of one, or a name listed in mapping.custom.event.names exactly as defined at Pinterest";

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        String given = FieldEncoders.plainString(value);
        if (given.isEmpty()) {
            return false;
        }
        String name = to.eventNames().resolve(given);
        if (!name.equals(EventNameResolver.NONE)) {
            to.string(name);
            return true;
        }
        return switch (to.rules().onUnknownEvent()) {
            case SKIP -> {
                to.skip();
                yield false;
            }
            case CUSTOM -> {
                to.string("custom");
                yield true;
            }
            case REJECT -> throw new InvalidValueException(ProblemCode.UNKNOWN_EVENT_NAME, value, EXPECTED);
        };
    }
}
