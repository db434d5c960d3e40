package io.github.pinsink.event;

/**
 * Thrown where the events of one record take more bytes than {@link EventEncoder#MAX_RECORD_BYTES}, before the memory for
 * them is taken. Stackless, since it tells about a record and not about code.
 */
public final class RecordTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RecordTooLargeException() {
        super(ProblemCode.RECORD_TOO_LARGE.id(), null, false, false);
    }

    public Problem problem() {
        return Problem.exceeded(
                ProblemCode.RECORD_TOO_LARGE,
                "",
                "events of at most " + EventEncoder.MAX_RECORD_BYTES + " bytes from one record",
                "more",
                EventEncoder.MAX_RECORD_BYTES);
    }
}
