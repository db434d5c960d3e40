package io.github.pinsink.event;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of digests that a hashed field is sent as. Each is kept once, in the order of the first occurrence. */
final class DigestList {
    private static final int QUOTED = 66;
    /** Up to so many are compared one by one, which allocates nothing. */
    private static final int MAX_COMPARED = 32;

    private final JsonBuffer json;
    private final int first;
    private int count;
    private int before;
    private int start;
    private @Nullable Set<String> many;

    /** @param first where the list begins in the JSON, behind its bracket */
    DigestList(JsonBuffer json, int first) {
        this.json = json;
        this.first = first;
    }

    void begin() {
        before = json.size();
        if (count > 0) {
            json.raw(',');
        }
        start = json.size();
    }

    /** Keeps what was written since {@link #begin} if it is a digest that is not in the list yet. */
    void end(boolean isDigest) {
        if (isDigest && isNew()) {
            count++;
        } else {
            json.truncate(before);
        }
    }

    private boolean isNew() {
        if (count >= MAX_COMPARED && many == null) {
            many = new HashSet<>();
            for (int other = 0; other < count; other++) {
                many.add(json.ascii(first + other * (QUOTED + 1), QUOTED));
            }
        }
        if (many != null) {
            return many.add(json.ascii(start, QUOTED));
        }
        for (int other = 0; other < count; other++) {
            if (json.isSame(first + other * (QUOTED + 1), start, QUOTED)) {
                return false;
            }
        }
        return true;
    }
}
