package io.github.pinsink.tools.anonymize;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A string or a number in a record.
 *
 * @param names the names of the properties from the record to the value, separated by dots
 */
record Leaf(JsonNode value, String names, FieldUse use) {
    /** Equal values are replaced together. */
    String group() {
        return value.getNodeType() + ":" + value.asText();
    }

    boolean hasPersonalName() {
        for (String name : names.split("\\.")) {
            // An object of a person has other things as well.
            boolean isOwn = names.endsWith(name);
            if (isOwn && PropertyNames.isPersonal(name)) {
                return true;
            }
        }
        return false;
    }
}
