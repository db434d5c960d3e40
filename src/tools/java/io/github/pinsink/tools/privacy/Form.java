package io.github.pinsink.tools.privacy;

import io.github.pinsink.event.EventField;

/** In which form the value of a field leaves the worker. */
enum Form {
    /** As a SHA-256 digest only. */
    HASHED("hashed"),
    /** As it is, and it identifies the user. */
    PLAIN_IDENTIFIER("plain-identifier"),
    /** As it is. */
    PLAIN("plain");

    private static final String USER_DATA = "user_data.";

    private final String id;

    Form(String id) {
        this.id = id;
    }

    static Form of(EventField field) {
        if (field.hashed()) {
            return HASHED;
        }
        return field.path().startsWith(USER_DATA) ? PLAIN_IDENTIFIER : PLAIN;
    }

    static boolean isPlain(String id) {
        return !id.equals(HASHED.id);
    }

    /** The name in JSON and in tables. */
    String id() {
        return id;
    }
}
