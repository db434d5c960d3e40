package io.github.pinsink.tools.command;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Replaces control characters in UTF-8 text by {@code \\u001b} and the like, which are also valid in strings of JSON. A record
 * may have any character, and a terminal executes some of them. Line breaks and tabs stay.
 */
final class ControlCharacters extends FilterOutputStream {
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;
    /** The first byte of the characters from U+0080 to U+00BF, of which the first 32 are control characters. */
    private static final int LEAD = 0xc2;

    private static final int MAX_SEQUENCE = 8;

    /** Whether the sequences for colors and for progress stay. */
    private final boolean isTerminal;
    /** The begin of what may be a sequence or a character of two bytes. */
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    ControlCharacters(OutputStream out, boolean isTerminal) {
        super(out);
        this.isTerminal = isTerminal;
    }

    @Override
    public void write(int b) throws IOException {
        accept(b & 0xff);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = offset;
        for (int i = offset; i < offset + length; i++) {
            int b = bytes[i] & 0xff;
            if (held.size() > 0 || isSpecial(b)) {
                out.write(bytes, done, i - done);
                accept(b);
                done = i + 1;
            }
        }
        out.write(bytes, done, offset + length - done);
    }

    private static boolean isSpecial(int b) {
        return b < ' ' && b != '\n' && b != '\t' || b == DELETE || b == LEAD;
    }

    private void accept(int b) throws IOException {
        if (held.size() == 0) {
            begin(b);
            return;
        }
        int first = held.toByteArray()[0] & 0xff;
        boolean isSecondByte = first == LEAD && b >= 0x80 && b < 0xc0;
        boolean isLineBreak = first == '\r' && b == '\n';
        if (isSecondByte && b < 0xa0) {
            held.reset();
            replace(b);
        } else if (isSecondByte || isLineBreak || first == ESCAPE && isEnd(b)) {
            held.write(b);
            held.writeTo(out);
            held.reset();
        } else if (first == ESCAPE && isInside(b)) {
            held.write(b);
        } else {
            releaseHeld();
            begin(b);
        }
    }

    private void begin(int b) throws IOException {
        if (b == LEAD || b == '\r' && !isTerminal || b == ESCAPE && isTerminal) {
            held.write(b);
        } else if (isSpecial(b) && b != '\r') {
            replace(b);
        } else {
            out.write(b);
        }
    }

    private boolean isInside(int b) {
        return held.size() == 1 ? b == '[' : held.size() < MAX_SEQUENCE && (b >= '0' && b <= '9' || b == ';');
    }

    /** Of a color, or of the removal of a line. */
    private boolean isEnd(int b) {
        return held.size() > 1 && (b == 'm' || b == 'K');
    }

    /** It was no sequence. */
    private void releaseHeld() throws IOException {
        byte[] bytes = held.toByteArray();
        held.reset();
        if (bytes.length > 0) {
            if ((bytes[0] & 0xff) == LEAD) {
                out.write(bytes[0]);
            } else {
                replace(bytes[0] & 0xff);
            }
            out.write(bytes, 1, bytes.length - 1);
        }
    }

    private void replace(int character) throws IOException {
        out.write(String.format("\\u%04x", character).getBytes(StandardCharsets.US_ASCII));
    }
}
