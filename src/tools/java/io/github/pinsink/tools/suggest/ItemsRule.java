package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proposes {@code content_ids}, {@code contents} and {@code num_items}, from a list of items or the fields of one product. */
final class ItemsRule {
    static final String IDS = "mapping.custom_data.content_ids";
    static final String CONTENTS = "mapping.custom_data.contents";
    static final String COUNT = "mapping.custom_data.num_items";

    /** Names of a list of ids. */
    static final List<String> ID_LISTS = Words.list("""
            product ids, content ids, item ids, skus, sku list, article ids, products, items, product codes, article numbers""");

    /** Names of the id of one product, the best first. */
    static final List<String> PRODUCT_IDS = Words.list("""
            product id, content id, item id, product sku, sku, article id, article number, artikelnummer,
            variant id, product code, product number, offer id, course id, course code, plan code, plan id, package id, package
            code, listing id, article reference, product reference, asin""");

    /** Names of the lists of items, the best first. */
    static final List<String> LISTS = Words.list("""
            line items, order items, items, products, lines, order lines, positionen, positions, artikel,
            articles, cart, basket, contents, entries, cart items, basket items, invoice lines, goods, dishes,
            tickets, seats, rooms, services, details, order details, basket lines, order positions, invoice items""");

    /** Lists whose elements are one piece each. */
    static final List<String> PIECES = Words.list("seats, tickets, passes, admissions, places, vouchers");

    /** A product with such a word is not the one of the event. */
    private static final Set<String> NOT_NOW = Words.set("previous, old, before, next, prior, original, recommended");

    private static final Set<String> NO_ITEM = Words.set("""
            tax, taxes, discount, discounts, payments, payment, refunds, shipping, fees, coupons, vat,
            passengers, addresses, events""");

    private final RecordShape shape;
    private final AmountUnits units;
    private final Optional<PathValues> total;

    /** @param total the total of the event */
    ItemsRule(RecordShape shape, AmountUnits units, Optional<PathValues> total) {
        this.shape = shape;
        this.units = units;
        this.total = total;
    }

    void propose(Suggestion to) {
        if (!proposeList(to) && !proposeIds(to)) {
            proposeProduct(to);
        }
    }

    private boolean proposeList(Suggestion to) {
        Map<RecordPath, List<PathValues>> lists = new LinkedHashMap<>();
        for (PathValues values : shape.elementFields()) {
            lists.computeIfAbsent(values.path().list().orElseThrow(), list -> new ArrayList<>())
                    .add(values);
        }
        Optional<RecordPath> best = lists.entrySet().stream()
                .filter(list -> score(list.getKey(), list.getValue()) > 0)
                .max(Comparator.comparingInt(list -> score(list.getKey(), list.getValue())))
                .map(Map.Entry::getKey);
        best.ifPresent(list -> putList(list, lists.getOrDefault(list, List.of()), to));
        return best.isPresent();
    }

    private int score(RecordPath list, List<PathValues> fields) {
        Map<String, PathValues> chosen = chosen(list, fields);
        boolean isItem = (chosen.containsKey("id") || chosen.containsKey("item_name"))
                && (chosen.containsKey("item_price") || chosen.containsKey("quantity"));
        if (!isItem || Words.meanAny(list.words(), NO_ITEM)) {
            return 0;
        }
        int rank = FieldCandidates.rank(LISTS, list.lastWords());
        return 10 * chosen.size() + (rank < 0 ? 0 : 30 - rank) - list.names().size();
    }

    private static Map<String, PathValues> chosen(RecordPath list, List<PathValues> fields) {
        int depth = list.names().size();
        Optional<String> object = ItemProperties.object(fields, depth);
        List<PathValues> ofObject = fields.stream()
                .filter(values -> object.filter(
                                name -> !values.path().names().get(depth).equals(name))
                        .isEmpty())
                .toList();
        Map<String, PathValues> chosen = ItemProperties.choose(ofObject, depth);
        return chosen.size() > 1 ? chosen : ItemProperties.choose(fields, depth);
    }

    private void putList(RecordPath list, List<PathValues> fields, Suggestion to) {
        Map<String, PathValues> chosen = chosen(list, fields);
        withoutPriceOfStripe(chosen, to);
        String path = list.expression() + filter(chosen);
        String found = "the list " + list.expression() + " has " + String.join(", ", chosen.keySet());
        Optional.ofNullable(chosen.get("id"))
                .ifPresent(id -> to.put(IDS, step(path, id.path().expression()), found));
        boolean isPieces = !chosen.containsKey("quantity") && FieldCandidates.rank(PIECES, list.lastWords()) >= 0;
        to.put(
                CONTENTS,
                contents(path + ".", chosen, isPieces, to),
                found + "; by the names " + names(chosen) + (isPieces ? "; each is one piece" : ""));
        if (isPieces) {
            to.put(COUNT, "$count(" + path + ")", "the number of elements of " + list.expression());
        }
        Optional.ofNullable(chosen.get("quantity"))
                .ifPresent(quantity -> to.put(
                        COUNT,
                        "$total(" + step(path, "$ifBlank(" + quantity.path().expression() + ", 1)") + ")",
                        "the sum of the quantities in " + list.expression()));
    }

    private static void withoutPriceOfStripe(Map<String, PathValues> chosen, Suggestion to) {
        if (to.expression(AmountRule.VALUE)
                .filter(value -> value.contains("'stripe'"))
                .isPresent()) {
            // Its unit is not that of the name.
            chosen.remove("item_price");
        }
    }

    /** Where some elements lack their object, or have a quantity of zero. */
    private static String filter(Map<String, PathValues> chosen) {
        PathValues key = chosen.getOrDefault("id", chosen.get("item_name"));
        List<String> parts = new ArrayList<>();
        if (key != null && key.path().expression().contains(".")) {
            parts.add("$exists(" + key.path().expression() + ")");
        }
        PathValues quantity = chosen.get("quantity");
        if (quantity != null && quantity.values().stream().anyMatch(ItemsRule::isZero)) {
            parts.add("$number(" + quantity.path().expression() + ") != 0");
        }
        return parts.isEmpty() ? "" : "[" + String.join(" and ", parts) + "]";
    }

    private static boolean isZero(Object quantity) {
        return quantity.toString().matches("0+([.,]0+)?");
    }

    private static String names(Map<String, PathValues> chosen) {
        return String.join(
                ", ",
                chosen.values().stream()
                        .map(values -> values.path().expression())
                        .toList());
    }

    /** @param prefix the path of the list with a dot; empty for one object */
    private String contents(String prefix, Map<String, PathValues> chosen, boolean isPieces, Suggestion to) {
        Optional<String> currency = to.expression(AmountRule.CURRENCY);
        PathValues price = chosen.get("item_price");
        boolean isMinor = price != null && units.minorOfItem(price, total).isPresent();
        boolean needsCurrency = !prefix.isEmpty()
                && isMinor
                && currency.filter(code -> !code.startsWith("'")).isPresent();
        Optional<String> code = needsCurrency ? Optional.of("$currency") : currency;
        List<String> entries = new ArrayList<>();
        chosen.forEach((property, values) -> entries.add('"' + property + "\": "
                + (property.equals("item_price")
                        ? Amounts.read(values, values.path().expression(), code, isMinor)
                                .expression()
                        : values.path().expression())));
        if (isPieces) {
            entries.add("\"quantity\": 1");
        }
        String objects = prefix + "{" + String.join(", ", entries) + "}";
        return needsCurrency ? "($currency := " + currency.orElseThrow() + "; " + objects + ")" : objects;
    }

    private static String step(String path, String expression) {
        return path + "." + expression;
    }

    private boolean proposeIds(Suggestion to) {
        Optional<PathValues> ids = shape.fields().stream()
                .filter(PathValues::isList)
                .filter(values ->
                        FieldCandidates.rank(ID_LISTS, values.path().words()) >= 0 && values.all(ValueForm.ID))
                .findFirst();
        ids.ifPresent(values -> to.put(IDS, values.path().expression(), "a list of IDs with the name of product IDs"));
        return ids.isPresent();
    }

    /** Of an event about one product. A bare id is that of something else. */
    private void proposeProduct(Suggestion to) {
        for (String name : PRODUCT_IDS) {
            for (PathValues values : shape.fields()) {
                if (FieldCandidates.rank(List.of(name), values.path().words()) >= 0
                        && values.all(ValueForm.ID)
                        && !Words.meanAny(values.path().words(), NOT_NOW)) {
                    to.put(IDS, values.path().expression(), "name \"" + name + "\"; the ID of one product");
                    proposeProductContents(values, to);
                    return;
                }
            }
        }
    }

    /** If its object has a price and a quantity. */
    private void proposeProductContents(PathValues id, Suggestion to) {
        List<String> names = id.path().names();
        int depth = names.size() - 1;
        List<PathValues> siblings = shape.fields().stream()
                .filter(values -> values.path().names().size() == names.size()
                        && values.path().names().subList(0, depth).equals(names.subList(0, depth)))
                .toList();
        Map<String, PathValues> chosen = new LinkedHashMap<>(ItemProperties.choose(siblings, depth));
        chosen.put("id", id);
        withoutPriceOfStripe(chosen, to);
        if (chosen.containsKey("item_price") && chosen.containsKey("quantity")) {
            to.put(
                    CONTENTS,
                    "[" + contents("", chosen, false, to) + "]",
                    "the object of the product's ID has " + String.join(", ", chosen.keySet()));
        }
    }
}
