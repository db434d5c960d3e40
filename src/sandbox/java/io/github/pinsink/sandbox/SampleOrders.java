package io.github.pinsink.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pinsink.sandbox.SampleOrder.Fate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Believable orders of a web shop, the same ones for the same seed and time; some are broken or not for Pinterest. */
public final class SampleOrders {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int YOUNGEST_SECONDS = 30;
    private static final int OLDEST_SECONDS = 3_000;

    private record Home(String city, String zip, String country, String currency, String dialling) {}

    private record Product(String sku, String name, int cents) {}

    /** What a broken order lacks. */
    private enum Flaw {
        NO_IDENTIFIER,
        A_YEAR_OLD,
        TIME_NOT_A_DATE,
        NO_TIME
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
    private static final List<Home> HOMES = List.of(
            new Home("Hamburg", "20095", "DE", "EUR", "+4915"),
            new Home("Toulouse", "31000", "FR", "EUR", "+3361"),
            new Home("Edinburgh", "EH1 1YZ", "GB", "GBP", "+4478"),
            new Home("Sacramento", "95814", "US", "USD", "+1916"));
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

    /** The same with a deletion among them now and then. */
    public static SampleOrders withTombstones(long seed, Instant now) {
        return new SampleOrders(seed, now, true);
    }

    /** To be asked once: a second call goes on with the random numbers and begins the order numbers anew. */
    public List<SampleOrder> take(int count) {
        return IntStream.range(0, count).mapToObj(this::order).toList();
    }

    private SampleOrder order(int index) {
        String orderId = String.format(Locale.ROOT, "ORD-2026-%07d", index + 1);
        int dice = random.nextInt(100);
        if (withTombstones && dice == 0) {
            return new SampleOrder(orderId, null, Fate.FILTERED, Set.of());
        }
        if (dice < 10) {
            return order(index, orderId, dice < 5 ? "PENDING" : "CANCELLED", null);
        }
        Flaw[] flaws = Flaw.values();
        return order(index, orderId, "PAID", dice < 13 ? flaws[random.nextInt(flaws.length)] : null);
    }

    private SampleOrder order(int index, String orderId, String status, Flaw flaw) {
        String first = pick(FIRST_NAMES);
        String last = pick(LAST_NAMES);
        Home home = pick(HOMES);
        String email = first + "." + last + index + "@example.com";
        String phone = home.dialling() + (10_000_000 + random.nextInt(90_000_000));
        String id = "CUSTOMER-" + (100_000 + index);

        ObjectNode order = JSON.createObjectNode();
        order.put("order_id", orderId).put("status", status);
        Instant created = now.minusSeconds(YOUNGEST_SECONDS + random.nextInt(OLDEST_SECONDS - YOUNGEST_SECONDS));
        if (flaw == Flaw.A_YEAR_OLD) {
            order.put("created_at", created.minus(365, ChronoUnit.DAYS).toString());
        } else if (flaw == Flaw.TIME_NOT_A_DATE) {
            order.put("created_at", "last Tuesday");
        } else if (flaw != Flaw.NO_TIME) {
            order.put("created_at", created.toString());
        }
        order.put("currency", home.currency());

        ObjectNode customer = order.putObject("customer");
        if (flaw != Flaw.NO_IDENTIFIER) {
            customer.put("email", email);
        }
        customer.put("phone", phone).put("first_name", first).put("last_name", last);
        customer.put("city", home.city())
                .put("country", home.country())
                .put("zip", home.zip())
                .put("id", id);

        ObjectNode context = order.putObject("context");
        if (flaw != Flaw.NO_IDENTIFIER) {
            context.put("ip", "203.0.113." + (1 + random.nextInt(254)));
        }
        context.put("user_agent", pick(BROWSERS));
        context.put("url", "https://shop.example.com/thanks?order=" + orderId);
        order.put("total_cents", fill(order.putArray("items")));

        Fate fate = !status.equals("PAID") ? Fate.FILTERED : flaw == null ? Fate.DELIVERED : Fate.REJECTED;
        return new SampleOrder(
                orderId,
                order.toString(),
                fate,
                Set.of(email, phone, phone.substring(1), first, last, home.city(), id));
    }

    /** Returns the sum of what it put in. */
    private int fill(ArrayNode items) {
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
