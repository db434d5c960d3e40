package io.github.pinsink.mapping.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Functions that accept any value. */
class LenientFunctionsProperties {
    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.of(
                        null,
                        true,
                        0,
                        -1,
                        1.5,
                        1e300,
                        Double.NaN,
                        20_000L,
                        "",
                        " ",
                        "yes",
                        "1e-999999999",
                        "[",
                        "{}",
                        "é")
                .map(value -> (Object) value)
                .injectNull(0.1);
        return Arbitraries.lazyOf(
                () -> scalars,
                () -> scalars,
                () -> values().list().ofMaxSize(3).map(list -> (Object) list),
                () -> values().map(value -> {
                    Map<String, Object> object = new HashMap<>();
                    object.put("x", value);
                    return object;
                }));
    }

    @Property(tries = 500)
    void neverFail(@ForAll("values") Object a, @ForAll("values") Object b) {
        for (String source : List.of(
                "$ifBlank(a, b)",
                "$parseBoolean(a)",
                "$optOut(a, b)",
                "$total(a)",
                "$multiply(a, b)",
                "$objects(a, b)",
                "$dateOfDays(a)")) {
            BothForms.evaluate(source, a, b);
        }
    }
}
