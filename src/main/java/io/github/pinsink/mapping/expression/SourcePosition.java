package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.SyntaxTree;

/** Finds parts of an expression in its source. The library knows only where a part ends. */
final class SourcePosition {
    private SourcePosition() {}

    /** The first character of a name, a variable or a literal, from 1; of other parts, where the library says they are. */
    static int start(String source, SyntaxTree part) {
        String text = (part.type().equals("variable") ? "$" : "") + part.value();
        int quotes = isUnquoted(source, part) ? 0 : 1;
        int first = part.position() - text.length() - 2 * quotes;
        boolean isThere = first >= 0 && source.startsWith(text, first + quotes);
        return isThere ? first + 1 : Math.max(1, part.position());
    }

    /** Whether a name stands in the source without backquotes or other quotes. */
    static boolean isUnquoted(String source, SyntaxTree name) {
        int last = name.position() - 1;
        return last < 0 || last >= source.length() || "`'\"".indexOf(source.charAt(last)) < 0;
    }
}
