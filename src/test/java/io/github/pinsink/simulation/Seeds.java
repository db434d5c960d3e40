package io.github.pinsink.simulation;

import java.lang.reflect.Method;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The seeds of the simulations: {@code -Dpinsink.simulation.seeds} is a list such as {@code 1,2,3}, or {@code random} for
 * other seeds each time, as many as the fixed ones. A test that fails says which seed it ran with; with {@code
 * -Dpinsink.simulation.trace=true} it also prints the callbacks of the tasks.
 */
final class Seeds implements ArgumentsProvider, AnnotationConsumer<WithSeeds>, InvocationInterceptor {
    private static final String PROPERTY = "pinsink.simulation.seeds";
    private static final String GIVEN = System.getProperty(PROPERTY, "");

    private int count;

    @Override
    public void accept(WithSeeds test) {
        count = test.value();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        LongStream seeds = switch (GIVEN) {
            case "" -> LongStream.rangeClosed(1, count);
            case "random" -> new Random().longs(count);
            default -> Stream.of(GIVEN.split(",")).mapToLong(seed -> Long.parseLong(seed.strip()));
        };
        return seeds.mapToObj(Arguments::of);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable e) {
            long seed = (long) method.getArguments().get(0);
            throw new AssertionError(
                    "Failed with seed " + seed + "; repeat it with -D" + PROPERTY + "=" + seed + ": " + e.getMessage(),
                    e);
        }
    }
}
