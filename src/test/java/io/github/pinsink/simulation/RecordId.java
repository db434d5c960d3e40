package io.github.pinsink.simulation;

import java.util.Locale;

/** A record by partition and offset. Everything else about it follows from these, see {@link Orders}. */
record RecordId(int partition, long offset) {
    /** As {@link #toString} writes it. */
    static RecordId parse(String text) {
        int dash = text.indexOf('-');
        return new RecordId(Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-%d", partition, offset);
    }
}
