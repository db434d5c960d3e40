package io.github.pinsink.mapping.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pinsink.mapping.fuzz.Structs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * An order of a shop in which some fields were replaced by what is hard to process. It has about as many characters as a
 * record of a topic with the default limits can have, at most.
 *
 * @param shape what is hard about it and how large it is, without any of its content
 */
record HostileRecord(String shape, SinkRecord record) {
    static final long NOW = 1_764_240_000_000L;

    /** The limit of a topic is 1 MiB by default. */
    private static final int LARGEST = 900_000;

    private static final int[] LENGTHS = {100, 3_000, 60_000, 200_000, LARGEST};

    /** One more than what Jackson's parser reads by default is among them. */
    private static final int[] DEPTHS = {90, 400, 999, 1_001, 5_000, 50_000};

    private static final List<String> STRING_FIELDS =
            List.of("ref", "note", "s", "customer.email", "customer.name", "customer.phone", "order_id", "status");

    private static final ObjectMapper JSON = new ObjectMapper(factory(false));
    private static final ObjectMapper JSON_ASCII = new ObjectMapper(factory(true));

    private static JsonFactory factory(boolean escaped) {
        return JsonFactory.builder()
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .build())
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, escaped)
                .build();
    }

    /**
     * A record without anything hard to process, as JSON text.
     *
     * @param number makes the name of one of its properties one that no record had before
     */
    static HostileRecord sound(boolean bytes, int number) {
        Map<String, Object> order = order();
        order.put("attribute_" + number, true);
        String text = text(order, false);
        return of("sound", null, bytes ? text.getBytes(StandardCharsets.UTF_8) : text);
    }

    /**
     * The same for the same state of the random numbers.
     *
     * @param expressions the text of all that will read the record; what is hard is mostly where they look
     */
    static HostileRecord of(Random random, String expressions) {
        Map<String, Object> order = order();
        StringJoiner shape = new StringJoiner(", ");
        int changes = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        for (int i = 0; i < changes; i++) {
            shape.add(change(order, kind(expressions, random), expressions, random, LARGEST / changes));
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> inJava(order, shape, random);
            case 2, 3 -> withSchema(order, shape, random);
            case 4, 5, 6 -> {
                String text = text(order, random.nextInt(4) == 0);
                yield of(shape + ", String of " + text.length() + " characters", null, text);
            }
            case 7, 8 -> {
                byte[] text = text(order, random.nextInt(4) == 0).getBytes(StandardCharsets.UTF_8);
                boolean buffer = random.nextInt(4) == 0;
                yield of(
                        shape + ", " + (buffer ? "ByteBuffer" : "byte[]") + " of " + text.length,
                        null,
                        buffer ? ByteBuffer.wrap(text).asReadOnlyBuffer() : text);
            }
            default -> damaged(text(order, false), shape, random);
        };
    }

    private static HostileRecord inJava(Map<String, Object> order, StringJoiner shape, Random random) {
        if (random.nextInt(5) == 0) {
            order.put("n", random.nextBoolean() ? Double.NaN : Double.NEGATIVE_INFINITY);
            shape.add("n is no finite number");
        }
        return of(shape + ", Map", null, order);
    }

    private static HostileRecord withSchema(Map<String, Object> order, StringJoiner shape, Random random) {
        // The schema of such a depth takes longer to make than anything it is to test.
        Object flat = order.containsKey("deep") ? order.remove("deep") : null;
        if (flat != null) {
            order.put("deep", nested(900, random.nextBoolean()));
            shape.add("depth at most 900");
        }
        SchemaAndValue struct = Structs.of(order);
        return of(shape + ", Struct", struct.schema(), struct.value());
    }

    private static HostileRecord damaged(String text, StringJoiner shape, Random random) {
        String damaged;
        String how;
        int kind = random.nextInt(10);
        switch (kind) {
            case 0 -> {
                how = "byte order mark";
                damaged = "\ufeff" + text;
            }
            case 1 -> {
                how = "cut";
                damaged = text.substring(0, random.nextInt(text.length()));
            }
            case 2 -> {
                how = "NULs behind";
                damaged = text + "\u0000".repeat(50_000);
            }
            case 3 -> {
                how = "blanks before";
                damaged = " ".repeat(500_000) + text;
            }
            case 4 -> {
                how = "two documents";
                damaged = text + text;
            }
            case 5 -> {
                how = "each property twice";
                damaged = text.substring(0, text.length() - 1) + "," + text.substring(1);
            }
            case 6 -> {
                how = "open brackets only";
                damaged = (random.nextBoolean() ? "[" : "{\"a\":").repeat(100_000);
            }
            case 7 -> {
                how = "a number of many digits";
                damaged = "{\"n\":" + "9".repeat(200_000) + "," + text.substring(1);
            }
            case 8 -> {
                how = "a number with a huge exponent";
                damaged = "{\"x\":1e9999999999,\"n\":-1e-2147483648,\"list\":[1e999999999]," + text.substring(1);
            }
            default -> {
                how = "a name of many characters";
                damaged = "{\"" + "k".repeat(200_000) + "\":1," + text.substring(1);
            }
        }
        shape.add(how);
        if (random.nextBoolean()) {
            byte[] bytes = damaged.getBytes(random.nextInt(8) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return of(shape + ", byte[] of " + bytes.length, null, bytes);
        }
        return of(shape + ", String of " + damaged.length() + " characters", null, damaged);
    }

    private static HostileRecord of(String shape, Schema schema, Object value) {
        return new HostileRecord(
                shape,
                new SinkRecord(
                        "orders",
                        0,
                        null,
                        "key",
                        schema,
                        value,
                        42,
                        NOW,
                        TimestampType.CREATE_TIME,
                        new ConnectHeaders()));
    }

    private static Map<String, Object> order() {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("time", NOW / 1_000 - 60);
        order.put("order_id", "1004");
        order.put("status", "paid");
        order.put("sku", "S-1");
        order.put("ref", "A-17, B-4");
        order.put("note", "please ring twice");
        order.put("s", "12.50");
        order.put("n", 12.5);
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("email", "jane.doe@example.com");
        customer.put("name", "Jane Q. Doe");
        customer.put("phone", "+1 (415) 555-2671");
        order.put("customer", customer);
        order.put("items", items(3));
        order.put("list", new ArrayList<Object>(List.of("a", "b", 3, "a")));
        return order;
    }

    private static List<Object> items(int count) {
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("sku", "S-" + i);
            item.put("p", i + 0.5);
            item.put("qty", 1 + i % 3);
            items.add(item);
        }
        return items;
    }

    /** One of the changes, more often one to what the expressions read. */
    private static int kind(String expressions, Random random) {
        List<Integer> fitting = new ArrayList<>();
        if (STRING_FIELDS.stream().anyMatch(field -> reads(expressions, field))) {
            fitting.addAll(List.of(0, 1));
        }
        if (reads(expressions, "n")) {
            fitting.add(4);
        }
        if (reads(expressions, "items")) {
            fitting.add(6);
        }
        if (reads(expressions, "list")) {
            fitting.addAll(List.of(7, 10));
        }
        if (reads(expressions, "deep") || expressions.contains("*")) {
            fitting.add(8);
        }
        return fitting.isEmpty() || random.nextInt(4) == 0
                ? random.nextInt(12)
                : fitting.get(random.nextInt(fitting.size()));
    }

    private static boolean reads(String expressions, String field) {
        return Pattern.compile("(?<![\\w$'/])" + Pattern.quote(field) + "(?!\\w)")
                .matcher(expressions)
                .find();
    }

    private static String change(Map<String, Object> order, int kind, String expressions, Random random, int largest) {
        return switch (kind) {
            case 0, 1, 2, 3 -> longString(order, expressions, random, largest);
            case 4, 5 -> number(order, random);
            case 6 -> {
                int count = one(random, 200, 1_000, 5_000, largest / 40);
                order.put("items", items(count));
                yield count + " items";
            }
            case 7 -> {
                int count = one(random, 1_000, 20_000, largest / 8);
                List<Object> list = new ArrayList<>(count);
                int different = one(random, 1, 7, count);
                boolean strings = random.nextBoolean();
                for (int i = 0; i < count; i++) {
                    Integer number = i % different;
                    list.add(strings ? (Object) number.toString() : number);
                }
                order.put("list", list);
                yield "a list of " + count;
            }
            case 8 -> {
                int depth = one(random, DEPTHS);
                boolean lists = random.nextBoolean();
                order.put("deep", nested(depth, lists));
                yield (lists ? "arrays" : "objects") + " of depth " + depth;
            }
            case 9 -> names(order, random, largest);
            case 10 -> {
                int wide = one(random, 30, 200);
                List<Object> rows = new ArrayList<>(Collections.nCopies(wide, null));
                rows.replaceAll(row -> new ArrayList<Object>(Collections.nCopies(wide, 7)));
                order.put("list", rows);
                order.put("items", rows);
                yield "arrays in an array, " + wide + " by " + wide;
            }
            default -> otherTypes(order, random);
        };
    }

    private static String longString(Map<String, Object> order, String expressions, Random random, int largest) {
        String[] frequent = {" ", "a", "x", "1", "a.", "a ", ","};
        String[] patterns = {
            " ",
            "\t",
            "\u00a0",
            "a",
            "aaaaaaaaaaaaaaab",
            "a@",
            "a.",
            "@",
            "1",
            "0",
            "-",
            "+1 (415) ",
            "x ",
            ", ",
            "\n",
            "\u0000",
            "\ud800",
            "\udfff\ud83d",
            "🛒",
            "İ",
            "ß",
            "\"",
            "\\",
            "{",
            "[",
            "<a>",
            "http://a/",
            "a-b_",
            "e\u0301"
        };
        String pattern = random.nextBoolean()
                ? frequent[random.nextInt(frequent.length)]
                : patterns[random.nextInt(patterns.length)];
        int length = Math.min(largest, one(random, LENGTHS));
        String text = pattern.repeat(Math.max(1, length / pattern.length()));
        switch (random.nextInt(4)) {
            case 0 -> text = "x" + text + "!";
            case 1 -> text = text + "!";
            case 2 -> text = "{\"a\": \"" + text + "\"}";
            default -> {}
        }
        List<String> read = STRING_FIELDS.stream()
                .filter(field -> reads(expressions, field))
                .toList();
        List<String> fields = read.isEmpty() || random.nextInt(5) == 0 ? STRING_FIELDS : read;
        String field = fields.get(random.nextInt(fields.size()));
        put(order, field, text);
        return field + " of " + text.length() + " characters, a run of U+" + Integer.toHexString(pattern.charAt(0))
                + " and " + (pattern.length() - 1) + " more";
    }

    private static String number(Map<String, Object> order, Random random) {
        List<Object> numbers = Arrays.asList(
                new BigDecimal(BigInteger.ONE, -999_999_999),
                new BigDecimal(BigInteger.ONE.negate(), -999_999_999),
                new BigDecimal(BigInteger.ONE, 999_999_999),
                new BigDecimal("1E+5000"),
                new BigDecimal("1E-5000"),
                new BigDecimal("0." + "3".repeat(900)),
                new BigInteger("9".repeat(999)),
                BigInteger.ONE.shiftLeft(70),
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Integer.MAX_VALUE,
                900_000_000,
                -900_000_000,
                10_000_000,
                1_000_000,
                9_999,
                1e308,
                5e-324,
                -0.0);
        List<String> likeNumbers = List.of(
                "1e999999999",
                "-1e-999999999",
                "9".repeat(200_000),
                "0." + "3".repeat(200_000),
                "0".repeat(200_000) + "1",
                "1" + "0".repeat(100_000) + "e-100000",
                "0x7fffffff",
                "NaN",
                "1,234.50");
        boolean string = random.nextInt(4) == 0;
        int which = random.nextInt(string ? likeNumbers.size() : numbers.size());
        Object number = string ? likeNumbers.get(which) : numbers.get(which);
        order.put(string ? "s" : "n", number);
        if (random.nextInt(4) == 0) {
            // Twice in each item, and no record is much larger than LARGEST.
            int most = number instanceof String text ? Math.max(1, LARGEST / (2 * text.length())) : 300;
            int count = Math.min(one(random, 3, 300), most);
            order.put("items", new ArrayList<Object>(Collections.nCopies(count, Map.of("p", number, "sku", number))));
        }
        return "number " + which + (string ? " of the strings" : " of the numbers");
    }

    private static String names(Map<String, Object> order, Random random, int largest) {
        Map<String, Object> properties = new LinkedHashMap<>();
        int count = one(random, 300, 900, 5_000, largest / 20);
        int kind = random.nextInt(4);
        switch (kind) {
            case 0 -> CollidingNames.ofBytes(random, count).forEach(name -> properties.put(name, 1));
            case 1 -> CollidingNames.ofCharacters(count).forEach(name -> properties.put(name, 1));
            case 2 -> CollidingNames.ofStrings(count).forEach(name -> properties.put(name, 1));
            default -> {
                for (int i = 0; i < count; i++) {
                    properties.put("k" + random.nextInt(), i);
                }
            }
        }
        if (random.nextBoolean()) {
            order.putAll(properties);
        } else {
            order.put("customer", properties);
        }
        return count + " names of kind " + kind;
    }

    private static String otherTypes(Map<String, Object> order, Random random) {
        List<Object> values = Arrays.asList(
                null,
                true,
                List.of(),
                Map.of(),
                List.of(List.of(List.of("x"))),
                Map.of("a", Map.of("a", 1)),
                "",
                "null",
                Collections.nCopies(3, null),
                List.of(1, "x", true));
        StringJoiner changed = new StringJoiner(" and ");
        for (int i = 0; i < 3; i++) {
            List<String> names = new ArrayList<>(order.keySet());
            // It is written as one line of objects or arrays.
            names.remove("deep");
            String name = names.get(random.nextInt(names.size()));
            int which = random.nextInt(values.size());
            order.put(name, values.get(which));
            changed.add("value " + which + " in " + name);
        }
        return changed.toString();
    }

    private static Object nested(int depth, boolean lists) {
        Object nested = "x";
        for (int i = 0; i < depth; i++) {
            nested = lists
                    ? new ArrayList<>(Collections.singletonList(nested))
                    : new LinkedHashMap<>(Map.of("a", nested));
        }
        return nested;
    }

    private static void put(Map<String, Object> order, String field, Object value) {
        if (!field.startsWith("customer.")) {
            order.put(field, value);
            return;
        }
        Map<String, Object> customer = new LinkedHashMap<>();
        if (order.get("customer") instanceof Map<?, ?> before) {
            before.forEach((name, property) -> customer.put(name.toString(), property));
        }
        customer.put(field.substring("customer.".length()), value);
        order.put("customer", customer);
    }

    /** Written without recursion where it is deep. */
    private static String text(Map<String, Object> order, boolean escaped) {
        Map<String, Object> flat = new LinkedHashMap<>(order);
        Object deep = flat.remove("deep");
        try {
            String text = (escaped ? JSON_ASCII : JSON).writeValueAsString(flat);
            return deep == null ? text : "{\"deep\":" + text(deep) + "," + text.substring(1);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the order cannot be written", e);
        }
    }

    private static String text(Object nested) {
        StringBuilder opening = new StringBuilder();
        StringBuilder closing = new StringBuilder();
        Object inner = nested;
        while (!(inner instanceof String)) {
            if (inner instanceof List<?> list) {
                opening.append('[');
                closing.append(']');
                inner = list.get(0);
            } else {
                opening.append("{\"a\":");
                closing.append('}');
                inner = ((Map<?, ?>) inner).get("a");
            }
        }
        return opening.append("\"x\"").append(closing).toString();
    }

    private static int one(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
