package io.github.pinsink.delivery;

/** The JSON text of one event in UTF-8, not to be changed. A class of its own, so that no record compares byte arrays. */
public final class Payload {
    private final byte[] json;
    private final long heldBytes;

    /** @param heldBytes how much memory the event takes until it is settled, with what is kept beside it for that time */
    public Payload(byte[] json, long heldBytes) {
        this.json = json;
        this.heldBytes = heldBytes;
    }

    byte[] json() {
        return json;
    }

    long heldBytes() {
        return heldBytes;
    }

    @Override
    public String toString() {
        return "event of " + json.length + " bytes";
    }
}
