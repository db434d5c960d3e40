package io.github.pinsink.event;

/**
 * An expression of the config, and where it failed. It can be shown: it comes from the config, not from a record. It is
 * shortened, since an expression may be long.
 *
 * @param key the config key, such as {@code mapping.custom_data.value}
 * @param source the whole expression
 * @param position the character, from 1, at which it failed; 0 when that is unknown
 */
public record ExpressionSource(String key, String source, int position) {
    private static final int MAX_LENGTH = 100;

    public ExpressionSource {
        position = position < 1 || position > source.length() ? 0 : position;
    }

    public boolean hasPosition() {
        return position > 0;
    }

    /** The expression, or the part around the position, in one line. */
    public String excerpt() {
        return line().strip().replaceAll(" {2,}", " ");
    }

    /**
     * The same with all its white space, and a second line with a caret below the position if that is known. Of an expression
     * of several lines, the one with the position.
     */
    public String withCaret() {
        if (!hasPosition()) {
            return line();
        }
        int first = source.lastIndexOf('\n', position - 2) + 1;
        int end = source.indexOf('\n', position - 1);
        String inLine = source.substring(first, end < 0 ? source.length() : end).stripTrailing();
        int positionInLine = position - first;
        if (inLine.length() < source.length() && positionInLine <= inLine.length()) {
            return new ExpressionSource(key, inLine, positionInLine).withCaret();
        }
        return line() + '\n' + " ".repeat(position - 1 - start() + ellipsis(start() > 0)) + '^';
    }

    private String line() {
        int end = end();
        StringBuilder line = new StringBuilder(MAX_LENGTH + 2);
        line.append(start() > 0 ? "…" : "");
        for (int i = start(); i < end; i++) {
            char c = source.charAt(i);
            line.append(Whitespace.isWhitespace(c) || Character.isISOControl(c) ? ' ' : c);
        }
        return line.append(end < source.length() ? "…" : "").toString();
    }

    private static int ellipsis(boolean isCut) {
        return isCut ? 1 : 0;
    }

    private int start() {
        if (source.length() <= MAX_LENGTH) {
            return 0;
        }
        int centered = Math.max(0, Math.min(position - MAX_LENGTH / 2, source.length() - MAX_LENGTH));
        return Character.isLowSurrogate(source.charAt(centered)) ? centered + 1 : centered;
    }

    private int end() {
        int end = Math.min(source.length(), start() + MAX_LENGTH);
        return end < source.length() && Character.isHighSurrogate(source.charAt(end - 1)) ? end - 1 : end;
    }
}
