package io.github.pinsink.sandbox;

/** A request that the simulated API does not take, with the answer it gives. Carries no stack: it is an outcome. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refusal invalid(String reason) {
        return new Refusal(400, 4196, "Invalid request: " + reason);
    }

    static Refusal unauthorised() {
        return new Refusal(401, 2, "Authentication failed.");
    }

    static Refusal forbidden() {
        return new Refusal(403, 29, "You are not permitted to access that resource.");
    }

    static Refusal throttled() {
        return new Refusal(429, 8, "This request exceeded a rate limit. Please retry later.");
    }

    static Refusal unavailable() {
        return new Refusal(503, 4197, "The endpoint has been ramped down and is currently not accepting any traffic.");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
