package io.github.pinsink.tools.privacy;

import io.github.pinsink.mapping.expression.Expression;
import io.github.pinsink.mapping.expression.Projection;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the context of the mapping's expressions is in the record.
 *
 * @param path empty for the record itself
 * @param isPartOfRecord whether the path is one of the record; if not, {@code explode} constructs the elements
 */
record ElementContext(String path, boolean isPartOfRecord) {
    /** Names, of whose elements one condition may select some. */
    private static final Pattern NAMES = Pattern.compile(
            "\\s*([\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*)\\s*(?:\\[[^\\[\\]]*])?\\s*");

    private static final String CONSTRUCTED = "(element)";

    static ElementContext of(Optional<Expression> explode) {
        if (explode.isEmpty()) {
            return new ElementContext("", true);
        }
        Matcher names = NAMES.matcher(explode.get().source());
        if (names.matches()) {
            String[] path = names.group(1).split("\\.");
            boolean isRead = explode.get().reads().equals(Projection.path(path));
            if (isRead && Arrays.stream(path).noneMatch(ElementContext::isWord)) {
                return new ElementContext(names.group(1) + "[]", true);
            }
        }
        return new ElementContext(CONSTRUCTED, false);
    }

    /** Not a name in JSONata. */
    private static boolean isWord(String name) {
        return name.equals("true") || name.equals("false") || name.equals("null");
    }
}
