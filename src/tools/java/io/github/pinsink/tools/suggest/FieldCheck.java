package io.github.pinsink.tools.suggest;

import io.github.pinsink.event.ConstantCheck;
import io.github.pinsink.event.EventField;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.event.EventSchema;

/** Says with the connector's own encoders whether a field accepts a value. */
final class FieldCheck {
    private final ConstantCheck check = new ConstantCheck(EventRules.standard());

    boolean accepts(String path, Object value) {
        EventField field = EventSchema.field(path).orElseThrow();
        return check.problem(field, value).isEmpty();
    }
}
