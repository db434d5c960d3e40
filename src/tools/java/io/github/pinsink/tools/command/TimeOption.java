package io.github.pinsink.tools.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in ISO-8601, Unix seconds or Unix milliseconds. */
public final class TimeOption implements ITypeConverter<Instant> {
    /** Numbers below this are seconds. As milliseconds, it would be in March 1973. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    @Override
    public Instant convert(String text) {
        if (text.matches("\\d{1,15}")) {
            long number = Long.parseLong(text);
            return Instant.ofEpochMilli(number < FIRST_MILLIS ? number * 1_000 : number);
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "expected a time such as 2026-11-24T12:00:00Z, or Unix seconds or milliseconds");
        }
    }
}
