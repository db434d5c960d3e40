package io.github.pinsink.event;

/**
 * Thrown where the events of one record take more bytes than {@link EventEncoder#MAX_RECORD_BYTES}, before the memory for
 * them is taken. Stackless, since it tells about a record and not about code.
 */
public final class RecordTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordTooLargeException() {
        super(
                "expected events of at most " + EventEncoder.MAX_RECORD_BYTES
                        + " bytes from one record, found more; map fewer or shorter values, or explode fewer elements",
                null,
                false,
                false);
    }
}
