package io.github.pinsink.tools.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.event.Problem;
import io.github.pinsink.mapping.MappingDefinition;
import java.util.List;
import java.util.Optional;

/** Displays values of a record. Of personal values, only the type and the size are shown. */
public final class DisplayValue {
    /** Stands for a missing value. */
    public static final String NO_VALUE = "no value";

    private static final int MAX_LENGTH = 120;
    private static final String PERSONAL = MappingDefinition.FIELD + "user_data.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DisplayValue() {}

    static String of(String key, Optional<Object> value) {
        if (value.isEmpty()) {
            return NO_VALUE;
        }
        if (key.startsWith(PERSONAL) || key.equals(MappingDefinition.PHONE_COUNTRY)) {
            return Problem.shape(value.get());
        }
        if (key.equals(MappingDefinition.EXPLODE)) {
            return value.get() instanceof List<?> list ? Problem.shape(list) : "one element";
        }
        String json = json(value.get());
        return mayBePersonal(json) ? Problem.shape(value.get()) : json;
    }

    /** Only the type and the size. */
    static String shape(Optional<Object> value) {
        return value.map(Problem::shape).orElse(NO_VALUE);
    }

    /** No field outside {@code user_data} should have an e-mail address, but a mistake in a mapping may put one there. */
    public static boolean mayBePersonal(String text) {
        return text.indexOf('@') >= 0;
    }

    private static String json(Object value) {
        try {
            return truncate(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            // A nested value can be invalid, because values are read lazily. The mapper reports the problem.
            return Problem.shape(value);
        }
    }

    /** The first part of a long text. */
    public static String truncate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}
