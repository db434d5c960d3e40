package io.github.pinsink.event;

/**
 * The events of one record take more bytes, or as much work, as {@link EventEncoder#MAX_RECORD_BYTES} allow. Thrown before
 * the memory is allocated. Has no stack trace, since it describes a record and not code.
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
