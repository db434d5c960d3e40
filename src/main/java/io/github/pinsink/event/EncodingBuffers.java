package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;

/**
 * What all encoders of one thread share: the buffer that events are written to, the caches of digests and names, and the
 * constant parts of events. It takes about 100 kB, which a connector with a mapping for each of 10,000 topics cannot spend
 * per topic. Records are encoded one after the other, so only one encoder uses it at a time.
 */
public final class EncodingBuffers {
    private final JsonBuffer json = new JsonBuffer();
    private final Digester digester = new Digester();
    private final DigestCache digestCache = new DigestCache();
    private final EventNameResolver eventNames;
    private final Map<EventEncoder.FixedPart, EventEncoder.Slot> slots = new HashMap<>();

    /** @param rules their custom event names must be the same for all encoders that share this */
    public EncodingBuffers(EventRules rules) {
        this.eventNames = new EventNameResolver(rules.customEventNames());
    }

    JsonBuffer json() {
        return json;
    }

    Digester digester() {
        return digester;
    }

    DigestCache digestCache() {
        return digestCache;
    }

    EventNameResolver eventNames() {
        return eventNames;
    }

    EventEncoder.Slot slot(EventEncoder.FixedPart part) {
        return slots.computeIfAbsent(part, EventEncoder.Slot::new);
    }
}
