package io.github.pinsink.errant;

import org.apache.kafka.connect.errors.ConnectException;

/** Why a record became no conversion. Has no stack trace: its text becomes a header of the dead letter queue. */
final class ErrantRecordException extends ConnectException {
    private static final long serialVersionUID = 1L;

    ErrantRecordException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
