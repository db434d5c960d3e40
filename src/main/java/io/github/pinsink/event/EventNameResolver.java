package io.github.pinsink.event;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which event name a spelling stands for. Spellings that were met before are found by one look-up; others are compared
 * without their case, spaces, underscores and dashes. Belongs to one thread.
 */
final class EventNameResolver {
    /** What a spelling stands for that nobody knows. */
    static final String NONE = "";

    /** Records may hold any text, so what is remembered of them is bounded. */
    private static final int MOST_REMEMBERED = 4_096;

    private static final int LONGEST = 100;

    private final Map<String, String> asWritten = new HashMap<>();
    private final Map<String, String> ownNames = new HashMap<>();

    /** @param own names of the advertiser, which win over the spellings; Pinterest does not tell the case of their letters */
    EventNameResolver(Set<String> own) {
        own.forEach(name -> ownNames.put(EventNames.lowerCase(name), name));
        EventNames.STANDARD.forEach(name -> asWritten.put(name, name));
        own.forEach(name -> asWritten.putIfAbsent(name, name));
    }

    /** @return the API's name, or the advertiser's, or {@link #NONE} */
    String of(String spelling) {
        String known = asWritten.get(spelling);
        return known != null ? known : compare(spelling);
    }

    private String compare(String spelling) {
        if (spelling.length() > LONGEST) {
            return NONE;
        }
        String own = ownNames.get(EventNames.lowerCase(spelling));
        String name = own != null ? own : EventNames.standard(spelling).orElse(NONE);
        if (asWritten.size() < MOST_REMEMBERED) {
            asWritten.put(spelling, name);
        }
        return name;
    }
}
