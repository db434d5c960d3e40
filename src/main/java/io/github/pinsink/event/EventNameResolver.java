package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the event name of a spelling. Spellings seen before cost one lookup; others are compared without case, spaces,
 * underscores and dashes. Not thread-safe.
 */
final class EventNameResolver {
    /** The result for an unknown spelling. */
    static final String NONE = "";

    /** Records may contain any string, so the cache is bounded. */
    private static final int MAX_CACHED = 4_096;

    private static final int MAX_LENGTH = 100;

    private final Map<String, String> bySpelling = new HashMap<>();
    private final Map<String, String> customNames = new HashMap<>();

    /** @param custom the advertiser's names, which win over the spellings; Pinterest ignores their case */
    EventNameResolver(Set<String> custom) {
        custom.forEach(name -> customNames.put(EventNames.lowerCase(name), name));
        EventNames.STANDARD.forEach(name -> bySpelling.put(name, name));
        custom.forEach(name -> bySpelling.putIfAbsent(name, name));
    }

    /** @return the API's name, or the advertiser's, or {@link #NONE} */
    String resolve(String spelling) {
        String known = bySpelling.get(spelling);
        return known != null ? known : compare(spelling);
    }

    private String compare(String spelling) {
        if (spelling.length() > MAX_LENGTH) {
            return NONE;
        }
        String custom = customNames.get(EventNames.lowerCase(spelling));
        String name = custom != null ? custom : EventNames.standard(spelling).orElse(NONE);
        if (bySpelling.size() < MAX_CACHED) {
            bySpelling.put(spelling, name);
        }
        return name;
    }
}
