package io.github.pinsink.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Generates realistic orders of a web shop, the same ones for the same seed and time. Some are invalid, and some are to be
 * filtered.
 */
public final class SampleOrders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MIN_AGE_SECONDS = 30;
    private static final int MAX_AGE_SECONDS = 3_000;

    private record Address(String city, String zip, String country, String currency, String phonePrefix) {}

    private record Product(String sku, String name, int cents) {}

    /** Why an order is invalid. */
    private enum Defect {
        MISSING_IDENTIFIER,
        YEAR_OLD_TIME,
        INVALID_TIME,
        MISSING_TIME
    }

    private static final List<String> FIRST_NAMES = List.of(
            "Anneliese", "Siobhan", "Thaddeus", "Giulietta", "Wilhelmina", "Bartholomew", "Rosalinde", "Matthias");
    private static final List<String> LAST_NAMES = List.of(
            "Lindqvist",
            "Featherstone",
            "Okonkwo",
            "Brandstetter",
            "Vandenberg",
            "Castellanos",
            "Hohenfels",
            "McAllister");
    private static final List<Address> ADDRESSES = List.of(
            new Address("Hamburg", "20095", "DE", "EUR", "+4915"),
            new Address("Toulouse", "31000", "FR", "EUR", "+3361"),
            new Address("Edinburgh", "EH1 1YZ", "GB", "GBP", "+4478"),
            new Address("Sacramento", "95814", "US", "USD", "+1916"));
    private static final List<Product> PRODUCTS = List.of(
            new Product("LMP-204", "Brass table lamp", 8_990),
            new Product("RUG-118", "Wool rug, 120 x 170", 15_900),
            new Product("MUG-007", "Stoneware mug", 1_450),
            new Product("CSH-330", "Linen cushion cover", 2_499),
            new Product("VAS-051", "Hand-blown vase", 4_275));
    private static final List<String> BROWSERS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");

    private final Random random;
    private final Instant now;
    private final boolean withTombstones;

    private SampleOrders(long seed, Instant now, boolean withTombstones) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.withTombstones = withTombstones;
    }

    public static SampleOrders of(long seed, Instant now) {
        return new SampleOrders(seed, now, false);
    }

    /** About one in 100 records is a tombstone. */
    public static SampleOrders withTombstones(long seed, Instant now) {
        return new SampleOrders(seed, now, true);
    }

    /** Call it once: a second call continues the random numbers but restarts the order numbers. */
    public List<SampleOrder> take(int count) {
        return IntStream.range(0, count).mapToObj(this::order).toList();
    }

    private SampleOrder order(int index) {
        String orderId = String.format(Locale.ROOT, "ORD-2026-%07d", index + 1);
        int percent = random.nextInt(100);
        if (withTombstones && percent == 0) {
            return new SampleOrder(orderId, null, ExpectedOutcome.FILTERED, Set.of());
        }
        if (percent < 10) {
            return order(index, orderId, percent < 5 ? "PENDING" : "CANCELLED", null);
        }
        Defect[] defects = Defect.values();
        return order(index, orderId, "PAID", percent < 13 ? defects[random.nextInt(defects.length)] : null);
    }

    private SampleOrder order(int index, String orderId, String status, Defect defect) {
        String first = pick(FIRST_NAMES);
        String last = pick(LAST_NAMES);
        Address address = pick(ADDRESSES);
        String email = first + "." + last + index + "@example.com";
        String phone = address.phonePrefix() + (10_000_000 + random.nextInt(90_000_000));
        String id = "CUSTOMER-" + (100_000 + index);

        ObjectNode order = JSON.createObjectNode();
        order.put("order_id", orderId).put("status", status);
        Instant created = now.minusSeconds(MIN_AGE_SECONDS + random.nextInt(MAX_AGE_SECONDS - MIN_AGE_SECONDS));
        if (defect == Defect.YEAR_OLD_TIME) {
            order.put("created_at", created.minus(365, ChronoUnit.DAYS).toString());
        } else if (defect == Defect.INVALID_TIME) {
            order.put("created_at", "last Tuesday");
        } else if (defect != Defect.MISSING_TIME) {
            order.put("created_at", created.toString());
        }
        order.put("currency", address.currency());

        ObjectNode customer = order.putObject("customer");
        if (defect != Defect.MISSING_IDENTIFIER) {
            customer.put("email", email);
        }
        customer.put("phone", phone).put("first_name", first).put("last_name", last);
        customer.put("city", address.city())
                .put("country", address.country())
                .put("zip", address.zip())
                .put("id", id);

        ObjectNode context = order.putObject("context");
        if (defect != Defect.MISSING_IDENTIFIER) {
            context.put("ip", "203.0.113." + (1 + random.nextInt(254)));
        }
        context.put("user_agent", pick(BROWSERS));
        context.put("url", "https://shop.example.com/thanks?order=" + orderId);
        order.put("total_cents", addItems(order.putArray("items")));

        ExpectedOutcome outcome = !status.equals("PAID")
                ? ExpectedOutcome.FILTERED
                : defect == null ? ExpectedOutcome.DELIVERED : ExpectedOutcome.REJECTED;
        return new SampleOrder(
                orderId,
                order.toString(),
                outcome,
                Set.of(email, phone, phone.substring(1), first, last, address.city(), id));
    }

    /** Returns the total in cents. */
    private int addItems(ArrayNode items) {
        int total = 0;
        int lines = 1 + random.nextInt(3);
        for (int line = 0; line < lines; line++) {
            Product product = pick(PRODUCTS);
            int quantity = 1 + random.nextInt(3);
            items.addObject()
                    .put("sku", product.sku())
                    .put("name", product.name())
                    .put("price", BigDecimal.valueOf(product.cents(), 2))
                    .put("qty", quantity);
            total += quantity * product.cents();
        }
        return total;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
