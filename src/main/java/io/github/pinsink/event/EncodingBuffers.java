package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;

/**
 * What the encoders of one thread share, whatever fields each of them has: the array that events are written to, the known
 * digests and names, and the fixed parts of events. It takes about 100 kB, which a connector with a mapping for each of
 * 10,000 topics cannot spend on each. Records are encoded one after the other, so no two encoders use it at a time.
 */
public final class EncodingBuffers {
    private final JsonBuffer json = new JsonBuffer();
    private final Digester digester = new Digester();
    private final DigestCache knownDigests = new DigestCache();
    private final EventNameResolver knownNames;
    private final Map<EventEncoder.FixedPart, EventEncoder.Slot> slots = new HashMap<>();

    /** @param rules the custom event names count; all encoders that share this have the same */
    public EncodingBuffers(EventRules rules) {
        this.knownNames = new EventNameResolver(rules.customEventNames());
    }

    JsonBuffer json() {
        return json;
    }

    Digester digester() {
        return digester;
    }

    DigestCache knownDigests() {
        return knownDigests;
    }

    EventNameResolver knownNames() {
        return knownNames;
    }

    EventEncoder.Slot slot(EventEncoder.FixedPart part) {
        return slots.computeIfAbsent(part, EventEncoder.Slot::new);
    }
}
