package io.github.pinsink.event;

/**
 * Carries a problem to the place that decides what becomes of the field or the record. Has no stack trace, since it describes
 * a record and not code.
 */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code().id(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
