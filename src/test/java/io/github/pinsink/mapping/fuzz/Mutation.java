package io.github.pinsink.mapping.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Corrupts a document of lists and maps: wrong types, extreme sizes, missing and moved properties. */
final class Mutation {
    /** Part of every string that this class generates; no message may contain it. */
    static final String PLANTED = "Pl4ntedVärde";

    private static final List<String> NAMES = List.of(
            "items", "customer", "email", "events", "properties", "price", "context", "after", "payload", "id", "");

    private static final List<Object> VALUES = new ArrayList<>(Arrays.asList(
            null,
            "",
            " \u00a0\u200b",
            PLANTED,
            PLANTED.repeat(600),
            PLANTED + "@example.com",
            "@" + PLANTED + "@",
            "\ud800" + PLANTED + "\udfff",
            "\u0000\u001f\u007f" + PLANTED + "\u2028\ufeff",
            "🛒İıßΣς" + PLANTED,
            "true",
            "0",
            "-",
            "NaN",
            "Infinity",
            "1e999999999",
            "-1e-999999999",
            "9".repeat(60),
            "0." + "3".repeat(80),
            "1,234.50",
            "2026-02-30T25:61:00Z",
            "2026-11-24 11:30:00",
            "+292278994-08-17T07:12:55.807Z",
            "0000-00-00",
            "1763999000.123456789123",
            "86e0b9e56c17cc4d12387e1949b85053fbe73bc3ce5a1188713a9d300cc6133d",
            "86E0B9E56C17CC4D12387E1949B85053FBE73BC3CE5A1188713A9D300CC6133D",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "::1",
            "0.0.0.0",
            "fe80::1%eth0",
            "999.1.1.1",
            "checkout",
            "offline",
            "00000000-0000-0000-0000-000000000000",
            0,
            -1,
            7,
            1_763_999_000,
            1_763_999_000_000L,
            1_763_999_000_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.ONE.shiftLeft(70),
            new BigDecimal("0.1"),
            new BigDecimal("-44.950"),
            new BigDecimal("1E+30"),
            new BigDecimal("1E-30"),
            new BigDecimal(BigInteger.ONE, -999_999_999),
            new BigDecimal(BigInteger.ONE, 999_999_999),
            1e308,
            -0.0,
            59.970000000000006,
            true,
            false,
            List.of(),
            Map.of(),
            List.of("a", "b", "a"),
            List.of(1, "x", true),
            Collections.nCopies(3, null),
            Collections.nCopies(150, "en"),
            List.of(List.of(List.of(PLANTED))),
            Map.of("id", Map.of("id", PLANTED)),
            List.of(Map.of("sku", PLANTED), Map.of("price", PLANTED, "qty", "2.5"), Map.of())));

    /** What only a converter or a transform of its own would put into a map. */
    private static final List<Object> RARE_VALUES = List.of(
            new Date(1_763_999_000_000L),
            new Date(Long.MAX_VALUE),
            new byte[] {1, 2, 3},
            ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer(),
            Float.NaN,
            44.95f,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            (short) 7,
            (byte) 7,
            new StringBuilder(PLANTED),
            Map.of(7, PLANTED),
            List.of(Map.of(7, PLANTED)));

    private final Random random;
    private final boolean mayBeRare;

    /** @param mayBeRare whether values may have types that JSON does not have */
    Mutation(Random random, boolean mayBeRare) {
        this.random = random;
        this.mayBeRare = mayBeRare;
    }

    /** A copy, damaged in none to some places. */
    Object of(Object document) {
        Object copy = copy(document);
        int places = random.nextInt(5);
        for (int i = 0; i < places; i++) {
            copy = random.nextInt(200) == 0 ? value() : damage(copy, 0);
        }
        return copy;
    }

    private Object damage(Object node, int depth) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            return damage(names(map), depth);
        }
        if (node instanceof List<?> list && !list.isEmpty()) {
            return damage(new ArrayList<Object>(list), depth);
        }
        return value();
    }

    private Object damage(Map<String, Object> map, int depth) {
        List<String> names = new ArrayList<>(map.keySet());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(depth < 4 ? 10 : 6)) {
            case 0 -> map.remove(name);
            case 1 -> map.put(name, value());
            case 2 -> map.put(NAMES.get(random.nextInt(NAMES.size())), value());
            case 3 -> map.put(names.get(random.nextInt(names.size())), map.remove(name));
            case 4 -> map.put(name, new ArrayList<>(Arrays.asList(map.get(name), map.get(name))));
            case 5 -> map.put(name, nested(map.get(name)));
            default -> map.put(name, damage(map.get(name), depth + 1));
        }
        return map;
    }

    private Object damage(List<Object> list, int depth) {
        int place = random.nextInt(list.size());
        switch (random.nextInt(depth < 4 ? 10 : 6)) {
            case 0 -> list.remove(place);
            case 1 -> list.set(place, value());
            case 2 -> list.add(place, value());
            case 3 -> Collections.shuffle(list, random);
            case 4 -> list.addAll(Collections.nCopies(random.nextInt(100) == 0 ? 1_200 : 2, list.get(place)));
            case 5 -> {
                return list.get(place);
            }
            default -> list.set(place, damage(list.get(place), depth + 1));
        }
        return list;
    }

    private Object nested(Object value) {
        Object nested = value;
        int depth = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 3);
        for (int i = 0; i < depth; i++) {
            nested = random.nextBoolean() ? new ArrayList<>(Collections.singletonList(nested)) : wrapped(nested);
        }
        return nested;
    }

    private Map<String, Object> wrapped(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(NAMES.get(random.nextInt(NAMES.size())), value);
        return map;
    }

    private Object value() {
        if (mayBeRare && random.nextInt(4) == 0) {
            return RARE_VALUES.get(random.nextInt(RARE_VALUES.size()));
        }
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Map<String, Object> names(Map<?, ?> map) {
        Map<String, Object> names = new LinkedHashMap<>();
        map.forEach((name, value) -> names.put(name.toString(), value));
        return names;
    }

    private static Object copy(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put(name.toString(), copy(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return node;
    }
}
