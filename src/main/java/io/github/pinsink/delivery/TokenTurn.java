package io.github.pinsink.delivery;

/** Which token is in use, and whether it is any good. Late answers to requests that bore an older one do not count. */
final class TokenTurn {
    private int number;
    private boolean proven = true;
    private boolean refused;

    int number() {
        return number;
    }

    boolean isRefused() {
        return refused;
    }

    /** @param changed whether it is another one than before; then all is open again, otherwise there is one try left */
    void reread(boolean changed) {
        number++;
        refused = false;
        proven = changed;
    }

    /** A request with that token got past the API's door. */
    void accepted(int token) {
        proven |= token == number;
    }

    /**
     * A request with that token was refused because of it.
     *
     * @return whether there is nothing left to try: it had already been read again and was the same
     */
    boolean refused(int token) {
        if (token != number) {
            return false;
        }
        if (proven) {
            refused = true;
            return false;
        }
        return true;
    }
}
