package io.github.pinsink.sandbox.bench;

import io.github.pinsink.sandbox.SampleOrder;
import io.github.pinsink.sandbox.SampleOrders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Paid orders of one length, each with a number of its own, cheap enough to be made faster than a broker takes them. */
final class FixedOrders {
    private static final int VARIANTS = 1_024;
    private static final String ID_START = "ORD-2026-";
    private static final int DIGITS = 7;
    private static final String NOTE = ",\"note\":\"";

    private record Variant(byte[] text, List<Integer> numbers) {}

    private final List<Variant> variants = new ArrayList<>();

    /** @param accounts how many ad accounts the orders name in turn; one is not named */
    FixedOrders(int length, int accounts, Instant now) {
        List<SampleOrder> samples = SampleOrders.of(850, now).take(20 * VARIANTS);
        for (SampleOrder sample : samples) {
            if (sample.fate() == SampleOrder.Fate.DELIVERED && variants.size() < VARIANTS) {
                String text = length < 500 ? small(sample, now) : sample.json();
                if (accounts > 1) {
                    text = with(text, ",\"account\":\"" + (549_755_885_000L + variants.size() % accounts) + "\"");
                }
                int missing = length - text.length() - NOTE.length() - 1;
                if (missing >= 0) {
                    add(with(text, NOTE + "n".repeat(missing) + "\""));
                }
            }
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("no order is as short as " + length + " bytes");
        }
    }

    private static String small(SampleOrder sample, Instant now) {
        return "{\"order_id\":\"" + sample.orderId() + "\",\"status\":\"PAID\",\"created_at\":\"" + now.minusSeconds(90)
                + "\",\"currency\":\"EUR\",\"customer\":{\"email\":\"" + sample.orderId() + "@example.com\"}}";
    }

    private static String with(String object, String member) {
        return object.substring(0, object.length() - 1) + member + "}";
    }

    private void add(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (int at = text.indexOf(ID_START); at >= 0; at = text.indexOf(ID_START, at + 1)) {
            numbers.add(at + ID_START.length());
        }
        variants.add(new Variant(text.getBytes(StandardCharsets.UTF_8), numbers));
    }

    /** The order of that number, below ten million. */
    byte[] order(int number) {
        Variant variant = variants.get(number % variants.size());
        byte[] order = variant.text().clone();
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
