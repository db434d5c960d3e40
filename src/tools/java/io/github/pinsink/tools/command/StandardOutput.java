package io.github.pinsink.tools.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output, which ends the command if it is closed or its disk is full. */
public final class StandardOutput extends OutputStream {
    private final OutputStream out;
    /** One failure ends the command. What it prints after that is not a second failure. */
    private boolean isClosed;

    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    @Override
    public void write(int b) {
        if (isClosed) {
            return;
        }
        try {
            out.write(b);
        } catch (IOException e) {
            throw closed(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (isClosed) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw closed(e);
        }
    }

    @Override
    public void flush() {
        if (isClosed) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw closed(e);
        }
    }

    private ClosedOutputException closed(IOException e) {
        isClosed = true;
        return new ClosedOutputException(e);
    }
}
