package io.github.pinsink.runtime;

import io.github.pinsink.api.ApiSettings;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.delivery.SharedRates;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What surrounds a task: time, chance, and the way to the API. A simulation replaces all of it.
 *
 * @param version of the connector
 * @param name of the task, unique on the worker
 * @param nanoTime a clock that never goes back, in nanoseconds, as {@link System#nanoTime}
 * @param currentTimeMillis the wall clock, as {@link System#currentTimeMillis}
 * @param random numbers from 0 to 1, for the jitter of retries
 * @param api opens the API
 * @param responses the queue for its responses
 * @param rates the rate limits that the tasks of a worker share
 */
public record TaskEnvironment(
        String version,
        String name,
        LongSupplier nanoTime,
        LongSupplier currentTimeMillis,
        DoubleSupplier random,
        Function<ApiSettings, ConversionsApi> api,
        ResponseQueue responses,
        SharedRates rates) {}
