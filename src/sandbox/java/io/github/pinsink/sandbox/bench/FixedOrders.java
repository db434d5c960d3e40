package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Generates valid orders of a fixed length with unique numbers, faster than a broker accepts them. */
final class FixedOrders {
    private static final int VARIANTS = 1_024;
    private static final String ID_START = "ORD-2026-";
    private static final int DIGITS = 7;
    private static final String NOTE = ",\"note\":\"";

    /** @param numbers where the order number occurs in the JSON */
    private record Variant(byte[] json, List<Integer> numbers) {}

    private final List<Variant> variants = new ArrayList<>();

    /** @param accounts the number of ad accounts, which take turns; with one the orders have no field for it */
    FixedOrders(int length, int accounts, Instant now) {
        List<SampleOrder> samples = SampleOrders.of(850, now).take(20 * VARIANTS);
        for (SampleOrder sample : samples) {
            if (sample.expectedOutcome() == SampleOrder.ExpectedOutcome.DELIVERED && variants.size() < VARIANTS) {
                String json = length < 500 ? smallOrder(sample, now) : sample.json();
                if (accounts > 1) {
                    json = withField(json, ",\"account\":\"" + (549_755_885_000L + variants.size() % accounts) + "\"");
                }
                int padding = length - json.length() - NOTE.length() - 1;
                if (padding >= 0) {
                    add(withField(json, NOTE + "n".repeat(padding) + "\""));
                }
            }
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("record-bytes: no sample order fits into " + length + " bytes");
        }
    }

    private static String smallOrder(SampleOrder sample, Instant now) {
        return "{\"order_id\":\"" + sample.orderId() + "\",\"status\":\"PAID\",\"created_at\":\"" + now.minusSeconds(90)
                + "\",\"currency\":\"EUR\",\"customer\":{\"email\":\"" + sample.orderId() + "@example.com\"}}";
    }

    private static String withField(String object, String field) {
        return object.substring(0, object.length() - 1) + field + "}";
    }

    private void add(String json) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = json.indexOf(ID_START); at >= 0; at = json.indexOf(ID_START, at + 1)) {
            numbers.add(at + ID_START.length());
        }
        variants.add(new Variant(json.getBytes(StandardCharsets.UTF_8), numbers));
    }

    /** @param number below ten million */
    byte[] order(int number) {
        Variant variant = variants.get(number % variants.size());
        byte[] order = variant.json().clone();
        for (int at : variant.numbers()) {
            int rest = number;
            for (int digit = DIGITS - 1; digit >= 0; digit--) {
                order[at + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return order;
    }

    /** The number of the order with that id. */
    static int number(String orderId) {
        return Integer.parseInt(orderId.substring(ID_START.length(), ID_START.length() + DIGITS));
    }
}
