package io.github.pinsink.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Which callback of the framework a task is in, and what a test makes happen meanwhile. */
final class Callbacks {
    private final String task;
    private final Map<Moment, Runnable> actions = new EnumMap<>(Moment.class);
    private Callback current = Callback.NONE;

    enum Callback {
        NONE,
        START,
        OPEN,
        PUT,
        PRE_COMMIT,
        CLOSE,
        STOP
    }

    /** Where a test can make something happen. */
    enum Moment {
        /** The task requests a commit in a put. */
        COMMIT_REQUESTED_IN_PUT,
        /** The task waits for a response in preCommit. */
        RESPONSE_AWAITED_IN_PRE_COMMIT,
        /** The offsets of revoked partitions are being committed. */
        COMMIT_OF_REVOKED_PARTITIONS,
        /** The consumer looks up where newly assigned partitions start. */
        POSITION_LOOKUP
    }

    Callbacks(String task) {
        this.task = task;
    }

    <T> T call(Callback callback, Supplier<T> body) {
        assertThat(current).as("the callback that %s is in", task).isEqualTo(Callback.NONE);
        current = callback;
        try {
            return body.get();
        } finally {
            current = Callback.NONE;
        }
    }

    void run(Callback callback, Runnable body) {
        call(callback, () -> {
            body.run();
            return true;
        });
    }

    void assertIn(Callback... allowed) {
        assertThat(current).as("the callback that %s is in", task).isIn((Object[]) allowed);
    }

    void assertInAny() {
        assertThat(current).as("the callback that %s is in", task).isNotEqualTo(Callback.NONE);
    }

    /** Runs the action at the next such moment. */
    void atNext(Moment moment, Runnable action) {
        actions.put(moment, action);
    }

    void reached(Moment moment) {
        Runnable action = actions.remove(moment);
        if (action != null) {
            action.run();
        }
    }

    /** Reached, if the task is in that callback. */
    void reached(Moment moment, Callback in) {
        if (current == in) {
            reached(moment);
        }
    }
}
