package io.github.pinsink.mapping.expression;

import com.dashjoin.jsonata.JException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The budget of all expressions for one record: time, steps, and characters that they create. A step is about the time to
 * read one character or one element of a list. Every loop is charged, so that no record can block a task or fill its
 * memory, whatever the expressions are (docs/adr/0042-one-evaluation-budget-per-record.md).
 *
 * <p>The clock is first read after some steps, so that it is not read for an ordinary record. Not thread-safe.
 */
public final class EvaluationBudget {
    /** Some microseconds of work: often enough to end in time, and too rarely to cost much. */
    private static final int STEPS_PER_CLOCK_READING = 1024;

    /** An upper estimate for a number as a string. */
    private static final int CHARACTERS_OF_NUMBER = 24;

    private static final int CHARACTERS_OF_ELEMENT = 8;

    /** About 1,200 digits: far more than any amount has, and fast to print. */
    private static final int MAX_NUMBER_BITS = 4_096;

    /** Beyond the range of a double. */
    private static final int MAX_EXPONENT = 400;

    private static final long NOT_STARTED = Long.MIN_VALUE;

    /**
     * @param time the maximum time of all expressions of one record together
     * @param steps the maximum number of steps; does not depend on the speed of the machine
     * @param characters the maximum number of characters that they create, including elements of lists
     */
    public record Limits(Duration time, long steps, long characters) {
        /** Takes more than two seconds on most machines, so that usually the time limit applies first. */
        private static final long MAX_STEPS = 200_000_000;

        /** Many times the largest record of a default broker (1 MB), and well within the heap of a worker of 256 MB. */
        private static final long MAX_CHARACTERS = 16_000_000;

        /** The limits for a configured time limit. */
        public static Limits of(Duration time) {
            return new Limits(time, MAX_STEPS, MAX_CHARACTERS);
        }

        public EvaluationBudget budget(LongSupplier nanoTime) {
            return new EvaluationBudget(this, nanoTime);
        }
    }

    private final Limits limits;
    private final LongSupplier nanoTime;
    private long start = NOT_STARTED;
    private long steps;
    private long nextClockReading = STEPS_PER_CLOCK_READING;
    private long characters;
    private long currentTimeMillis;
    private Optional<Exceeded> exceeded = Optional.empty();

    private EvaluationBudget(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Starts another record with a full budget.
     *
     * @param nowMillis the wall clock, for {@code $now} and {@code $millis}
     */
    public void beginRecord(long nowMillis) {
        currentTimeMillis = nowMillis;
        start = NOT_STARTED;
        steps = 0;
        nextClockReading = STEPS_PER_CLOCK_READING;
        characters = 0;
        exceeded = Optional.empty();
    }

    /** The wall clock at the start of the record. */
    long currentTimeMillis() {
        return currentTimeMillis;
    }

    /** Called after an evaluation, since some functions of the library swallow or wrap exceptions of their arguments. */
    void throwIfExceeded() {
        if (exceeded.isPresent()) {
            throw exceeded.get().toPublic();
        }
    }

    /** @throws Exceeded when the time or the steps are exceeded */
    void charge(long more) {
        steps += more;
        if (steps >= nextClockReading) {
            readClock();
        }
    }

    private void readClock() {
        if (steps > limits.steps()) {
            throw exceeded("took more than " + limits.steps() + " steps", "simplify the expression");
        }
        nextClockReading = steps + STEPS_PER_CLOCK_READING;
        long now = nanoTime.getAsLong();
        if (start == NOT_STARTED) {
            start = now;
        } else if (now - start > limits.time().toNanos()) {
            throw exceeded(
                    "took longer than " + limits.time().toMillis() + " ms",
                    "simplify the expression or raise mapping.expression.timeout.ms");
        }
    }

    private Exceeded exceeded(String what, String action) {
        Exceeded end = new Exceeded(what, action);
        exceeded = Optional.of(end);
        return end;
    }

    /**
     * Charges characters before they are created.
     *
     * @throws Exceeded when they exceed the budget
     */
    void make(long more) {
        characters += more;
        if (characters > limits.characters()) {
            throw exceeded(
                    "created more than " + limits.characters() + " characters of strings and lists",
                    "simplify the expression or make the records smaller");
        }
        charge(more >> 3);
    }

    /** Charges list elements before they are added; each may be a view of a part of the record, of 16 bytes or more. */
    void makeElements(long more) {
        make(more * CHARACTERS_OF_ELEMENT);
    }

    /** Charges the characters of a value before it is converted to a string. */
    void makeString(Object value) {
        if (value instanceof String string) {
            make(string.length() + 2L);
        } else if (value instanceof Map<?, ?> object) {
            make(2);
            charge(1);
            for (Map.Entry<?, ?> property : object.entrySet()) {
                make(String.valueOf(property.getKey()).length() + 4L);
                makeString(property.getValue());
            }
        } else if (value instanceof List<?> list) {
            make(2);
            charge(1);
            for (int i = 0; i < list.size(); i++) {
                make(1);
                makeString(list.get(i));
            }
        } else {
            checkNumber(value);
            make(CHARACTERS_OF_NUMBER);
        }
    }

    /** Charges what a function may read: the strings and elements of its arguments. */
    void chargeArguments(List<?> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            chargeArgument(arguments.get(i));
        }
    }

    void chargeArgument(Object argument) {
        if (argument instanceof String string) {
            charge((string.length() >> 3) + 1L);
        } else if (argument instanceof List<?> list) {
            charge(list.size() + 1L);
        } else if (argument instanceof Map<?, ?> object) {
            charge(object.size() + 1L);
        }
    }

    /**
     * Charges a change of case. Java copies the whole string for each character that becomes several, such as the German
     * sharp s.
     */
    void chargeCase(String string) {
        long growing = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= 0x80 && mayGrow(c)) {
                growing++;
            }
        }
        charge(growing * string.length() >> 4);
    }

    /** Whether it is in a range with characters of Unicode's SpecialCasing. */
    private static boolean mayGrow(char c) {
        return c == 0xDF
                || c == 0x130
                || c == 0x149
                || c == 0x1F0
                || c == 0x390
                || c == 0x3B0
                || c == 0x587
                || c >= 0x1E96 && c <= 0x1E9A
                || c >= 0x1F50 && c <= 0x1FFC
                || c >= 0xFB00 && c <= 0xFB17;
    }

    /** @throws JException for a number that exceeds the range of a double, or would take long to print */
    static void checkNumber(Object value) {
        if (value instanceof BigDecimal number) {
            long exponent = (long) number.precision() - number.scale();
            if (number.unscaledValue().bitLength() > MAX_NUMBER_BITS || Math.abs(exponent) > MAX_EXPONENT) {
                throw new JException("D1001", -1);
            }
        } else if (value instanceof BigInteger number && number.bitLength() > MAX_NUMBER_BITS) {
            throw new JException("D1001", -1);
        }
    }

    /**
     * The budget is exceeded. A subclass of the library's exception, since the library wraps other exceptions into one
     * without a cause.
     */
    static final class Exceeded extends JException {
        private static final long serialVersionUID = 1L;

        private final String message;

        /**
         * @param what what the expressions did, such as {@code took longer than 2000 ms}
         * @param action what the user can do
         */
        Exceeded(String what, String action) {
            super(what, -1);
            this.message = "the expressions of this record " + what + "; " + action;
        }

        BudgetExceededException toPublic() {
            return new BudgetExceededException(message);
        }
    }
}
