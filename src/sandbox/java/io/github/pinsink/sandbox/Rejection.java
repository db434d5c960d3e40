package io.github.pinsink.sandbox;

/** The simulated API's rejection of a request, with the status, code and message of the response. Has no stack trace. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    Rejection(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Rejection invalid(String reason) {
        return new Rejection(400, 4196, "Invalid request: " + reason);
    }

    static Rejection unauthorized() {
        return new Rejection(401, 2, "Authentication failed.");
    }

    static Rejection forbidden() {
        return new Rejection(403, 29, "You are not permitted to access that resource.");
    }

    static Rejection throttled() {
        return new Rejection(429, 8, "This request exceeded a rate limit. Please retry later.");
    }

    static Rejection unavailable() {
        return new Rejection(
                503, 4197, "The endpoint has been ramped down and is currently not accepting any traffic.");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
