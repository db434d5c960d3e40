package io.github.pinsink.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pinsink.mapping.MappingTexts;
import io.github.pinsink.mapping.preset.Preset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What of the presets is compiled, and what is left to the interpreter. */
class PresetExpressionsTest {
    private final ExpressionCompiler compiler = new ExpressionCompiler(Duration.ofSeconds(2), 100);

    private boolean isInterpreted(String source) {
        try {
            return compiler.compile(source) instanceof InterpretedExpression;
        } catch (ExpressionSyntaxException e) {
            throw new AssertionError(source, e);
        }
    }

    @Test
    void areCompiledButForAFew() {
        Map<String, List<String>> interpreted = new TreeMap<>();
        for (String name : Preset.names()) {
            List<String> keys = Preset.named(name).orElseThrow().keys(Map.of()).entrySet().stream()
                    .filter(entry -> MappingTexts.keys().contains(entry.getKey()))
                    .filter(entry -> isInterpreted(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .collect(Collectors.toList());
            if (!keys.isEmpty()) {
                interpreted.put(name, keys);
            }
        }

        assertThat(interpreted).isEqualTo(Map.of("debezium-orders", List.of("mapping.custom_data.value")));
    }
}
