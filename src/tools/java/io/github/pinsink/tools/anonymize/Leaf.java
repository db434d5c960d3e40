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

    /** Whether its property, or the name of a person's object, says that it is personal. */
    boolean hasPersonalName() {
        int dot = names.lastIndexOf('.');
        String own = names.substring(dot + 1);
        return PropertyNames.isPersonal(own)
                || dot > 0 && own.equalsIgnoreCase("name") && PropertyNames.isOfPerson(names.substring(0, dot));
    }
}
