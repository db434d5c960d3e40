package io.github.pinsink.event;

import java.util.Set;

/** What a field means to the encoder. A field without a meaning of its own has {@link #NONE}. */
public enum FieldRole {
    NONE,
    EVENT_NAME,
    ACTION_SOURCE,
    EVENT_TIME,
    /** Required by the API; the connector makes one where the mapping gives none. */
    EVENT_ID,
    /** Says that the user opted out. A value that is not understood may say so, and rejects the event. */
    OPT_OUT,
    /** Identifies the user alone. */
    USER_IDENTIFIER,
    /** Identifies the user together with {@link #USER_AGENT}. */
    IP_ADDRESS,
    /** Identifies the user together with {@link #IP_ADDRESS}. */
    USER_AGENT;

    static final int REQUIRED_OF_MAPPING = EVENT_NAME.bit() | ACTION_SOURCE.bit() | EVENT_TIME.bit();

    /** For sets of roles; 0 for {@link #NONE}. */
    int bit() {
        return this == NONE ? 0 : 1 << ordinal();
    }

    boolean isIn(int roles) {
        return (roles & bit()) != 0;
    }

    /** Whether the API rejects an event without the field. */
    public boolean isRequired() {
        return isRequiredOfMapping() || this == EVENT_ID;
    }

    /** Whether an invalid value of the field rejects the event, whatever the rule for optional fields is. */
    boolean rejectsInvalid() {
        return isRequired() || this == OPT_OUT;
    }

    /** Whether the mapping must give the field, since it has no default. */
    public boolean isRequiredOfMapping() {
        return this == EVENT_NAME || this == ACTION_SOURCE || this == EVENT_TIME;
    }

    /** The API's rule that an event needs a user identifier, for the roles of the fields that have a value. */
    public static boolean identifyUser(Set<FieldRole> roles) {
        return identifyUser(roles.stream().mapToInt(FieldRole::bit).reduce(0, (left, right) -> left | right));
    }

    static boolean identifyUser(int roles) {
        return USER_IDENTIFIER.isIn(roles) || (IP_ADDRESS.isIn(roles) && USER_AGENT.isIn(roles));
    }
}
