package io.github.pinsink.delivery;

/** The JSON text of one event in UTF-8, not to be changed. A class of its own, so that no record compares byte arrays. */
public final class Payload {
    private final byte[] json;

    public Payload(byte[] json) {
        this.json = json;
    }

    byte[] json() {
        return json;
    }

    @Override
    public String toString() {
        return "event of " + json.length + " bytes";
    }
}
