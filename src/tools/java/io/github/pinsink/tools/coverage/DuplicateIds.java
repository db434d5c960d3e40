package io.github.pinsink.tools.coverage;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Counts events whose name and id occurred before, which Pinterest counts once. Keeps a 64-bit hash of each: two different ids
 * among a million have the same hash with a probability of one in thirty million.
 */
final class DuplicateIds {
    /** Takes 64 MB. */
    static final int MAX_IDS = 4_000_000;

    private long[] hashes = new long[1 << 12];
    private int ids;
    private long duplicates;
    private long notCompared;

    void add(String eventName, String eventId) {
        long hash = Hashing.murmur3_128()
                .newHasher()
                .putString(eventName, StandardCharsets.UTF_8)
                .putChar('\n')
                .putString(eventId, StandardCharsets.UTF_8)
                .hash()
                .asLong();
        // 0 marks a free place.
        long key = hash == 0 ? 1 : hash;
        int place = place(hashes, key);
        if (hashes[place] == key) {
            duplicates++;
        } else if (ids == MAX_IDS) {
            notCompared++;
        } else {
            hashes[place] = key;
            ids++;
            if (ids * 2 > hashes.length) {
                grow();
            }
        }
    }

    private void grow() {
        long[] larger = new long[hashes.length * 2];
        for (long key : hashes) {
            if (key != 0) {
                larger[place(larger, key)] = key;
            }
        }
        hashes = larger;
    }

    private static int place(long[] table, long key) {
        int place = (int) key & (table.length - 1);
        while (table[place] != 0 && table[place] != key) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    long duplicates() {
        return duplicates;
    }

    /** The events with new ids that came when no more ids could be kept. */
    long notCompared() {
        return notCompared;
    }
}
