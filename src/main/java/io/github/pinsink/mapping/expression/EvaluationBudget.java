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
 * What all expressions of one record may cost together: time, steps, and characters that they make. A step is about what
 * it takes to look at one character or at one element of a list. Every loop charges it, so that no record can hold a task
 * or fill its memory, whatever the expressions are (docs/adr/0042-one-evaluation-budget-per-record.md).
 *
 * <p>The clock is first read after some steps, so that an ordinary record costs no reading of it. Belongs to one thread.
 */
public final class EvaluationBudget {
    /** Some microseconds of work: the clock is read often enough to end in time, and too rarely to matter. */
    private static final int STEPS_PER_CLOCK_READING = 1024;

    /** What a number takes as a string, generously. */
    private static final int CHARACTERS_OF_NUMBER = 24;

    private static final int CHARACTERS_OF_ELEMENT = 8;

    /** Far beyond any amount, and short of what takes long to print: about 1,200 digits. */
    private static final int MAX_NUMBER_BITS = 4_096;

    /** Beyond the range of a double. */
    private static final int MAX_EXPONENT = 400;

    private static final long NOT_STARTED = Long.MIN_VALUE;

    /**
     * @param time how long all expressions of one record may take together
     * @param steps how many steps they may take; a bound that does not depend on the machine
     * @param characters how many characters they may make, elements of lists included
     */
    public record Limits(Duration time, long steps, long characters) {
        /** Takes longer than two seconds on most machines, so that the time is what usually ends a record. */
        private static final long MAX_STEPS = 200_000_000;

        /** Many times the largest record of a default broker (1 MB), and well within the heap of a worker of 256 MB. */
        private static final long MAX_CHARACTERS = 16_000_000;

        /** Those for a time limit that the user sets. */
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
     * The next record gets the whole budget.
     *
     * @param nowMillis the wall clock, which {@code $now} and {@code $millis} give
     */
    public void beginRecord(long nowMillis) {
        currentTimeMillis = nowMillis;
        start = NOT_STARTED;
        steps = 0;
        nextClockReading = STEPS_PER_CLOCK_READING;
        characters = 0;
        exceeded = Optional.empty();
    }

    /** The wall clock when the record was begun. */
    long currentTimeMillis() {
        return currentTimeMillis;
    }

    /** Some functions of the library swallow or wrap what their arguments throw, so this is asked after an evaluation. */
    void throwIfExceeded() {
        if (exceeded.isPresent()) {
            throw exceeded.get().outside();
        }
    }

    /** @throws Exceeded when the time or the steps are used up */
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

    private Exceeded exceeded(String found, String action) {
        Exceeded end = new Exceeded(found, action);
        exceeded = Optional.of(end);
        return end;
    }

    /**
     * Characters are about to be made.
     *
     * @throws Exceeded when they are more than is left
     */
    void make(long more) {
        characters += more;
        if (characters > limits.characters()) {
            throw exceeded(
                    "made more than " + limits.characters() + " characters of strings and lists",
                    "simplify the expression or make the records smaller");
        }
        charge(more >> 3);
    }

    /** Elements are about to be put into a list; each may be a view of a part of the record, of about 16 bytes or more. */
    void makeElements(long more) {
        make(more * CHARACTERS_OF_ELEMENT);
    }

    /** A value is about to become a string: counts the characters that it will have. */
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

    /** What a function may have to look at: the strings and the elements that it is given. */
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
     * The case of a string is about to be changed. Java copies all of it for each character that becomes several, such as
     * the German sharp s.
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

    /** Those of Unicode's SpecialCasing, in the ranges that hold them. */
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

    /** @throws JException for a number that is beyond the range of a double, or would take long to print */
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
     * The budget is used up. Of the library's kind, since the library wraps other exceptions into one that does not say
     * what happened.
     */
    static final class Exceeded extends JException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        /**
         * @param found what the expressions did, such as {@code took longer than 2000 ms}
         * @param action what the user can do
         */
        Exceeded(String found, String action) {
            super(found, -1);
            this.reason = "the expressions of this record " + found + "; " + action;
        }

        BudgetExceededException outside() {
            return new BudgetExceededException(reason);
        }
    }
}
