package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;

/**
 * What the encoders of one thread share, whatever fields each of them has: the array that events are written to, the known
 * digests and names, and the fixed parts of events. It takes about 100 kB, which a connector with a mapping for each of
 * 10,000 topics cannot spend on each. Records are encoded one after the other, so no two encoders use it at a time.
 */
public final class EncodingBuffers {
    private final JsonBytes json = new JsonBytes();
    private final Digester digester = new Digester();
    private final KnownDigests knownDigests = new KnownDigests();
    private final KnownNames knownNames;
    private final Map<EventEncoder.FixedPart, EventEncoder.Slot> slots = new HashMap<>();

    /** @param rules the custom event names count; all encoders that share this have the same */
    public EncodingBuffers(EventRules rules) {
        this.knownNames = new KnownNames(rules.customEventNames());
    }

    JsonBytes json() {
        return json;
    }

    Digester digester() {
        return digester;
    }

    KnownDigests knownDigests() {
        return knownDigests;
    }

    KnownNames knownNames() {
        return knownNames;
    }

    EventEncoder.Slot slot(EventEncoder.FixedPart part) {
        return slots.computeIfAbsent(part, EventEncoder.Slot::new);
    }
}
