package io.github.pinsink.tools.pipeline;

import java.util.Set;
import java.util.regex.Pattern;

/** Writes the names of properties as a JSONata expression reads them. */
public final class ExpressionNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("and", "or", "in", "true", "false", "null", "function");

    private ExpressionNames() {}

    /** The name, in backticks if it would mean something else without them. */
    public static String quoted(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name) ? name : '`' + name + '`';
    }
}
