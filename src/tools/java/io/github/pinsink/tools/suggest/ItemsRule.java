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
            product ids, content ids, item ids, skus, sku list, article ids, products, items""");

    /** Names of the id of one product, the best first. */
    static final List<String> PRODUCT_IDS = Words.list("""
            product id, content id, item id, product sku, sku, article id, article number, artikelnummer,
            variant id, product code, course id, asin""");

    /** Names of the lists of items, the best first. */
    static final List<String> LISTS = Words.list("""
            line items, order items, items, products, lines, order lines, positionen, positions, artikel,
            articles, cart, basket, contents, entries, cart items, basket items, invoice lines, goods, dishes,
            tickets, rooms, services, details, order details""");

    /** The properties of an entry of contents, and the names of their sources, the best first. */
    static final Map<String, List<String>> PROPERTIES = properties();

    private static final Set<String> NO_ITEM = Words.set("""
            tax, taxes, discount, discounts, payments, payment, refunds, shipping, fees, coupons, vat,
            passengers, addresses, events""");
    private static final FieldValues ACCEPTED = new FieldValues();

    private final RecordShape shape;

    ItemsRule(RecordShape shape) {
        this.shape = shape;
    }

    private static Map<String, List<String>> properties() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("id", Words.list("""
            product id, sku, item id, item sku, article number, article no, article id, artikelnummer, artikel
            nr, artikelnr, art nr, artnr, product code, item code, product sku, item number, part number, part
            no, variant id, menu item id, product ref, ean, gtin, upc, barcode, plu, asin, isbn, pid, price product, product,
            reference, referencia, codigo, code, id, ref, number"""));
        names.put("item_name", Words.list("""
            product name, item name, name, title, product title, article name, bezeichnung, artikelname,
            artikel, description, item description, label, desc, libelle, designation, descripcion, nombre, item desc"""));
        names.put("item_price", Words.list("""
            unit price, item price, prix unitaire, precio unitario, prix, precio, price, unit amount, price each, price per unit, einzelpreis, stueckpreis,
            preis, unit price gross, sale price, product price, unit cost, rate, list price, price amount, price
            value, unit price amount, unit price value"""));
        names.put("quantity", Words.list("""
            quantity, qty, menge, anzahl, count, units, pieces, stueck, stueckzahl, quantity ordered, quantite, cantidad, quantita, qty
            ordered"""));
        names.put("item_category", Words.list("""
            category, product category, item category, category name, department, warengruppe, kategorie,
            product type"""));
        names.put("item_brand", Words.list("""
            brand, item brand, product brand, brand name, manufacturer, marke, hersteller"""));
        return names;
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
        best.ifPresent(list -> putList(list, chosen(lists.getOrDefault(list, List.of())), to));
        return best.isPresent();
    }

    private int score(RecordPath list, List<PathValues> fields) {
        Map<String, PathValues> chosen = chosen(fields);
        boolean isItem = (chosen.containsKey("id") || chosen.containsKey("item_name"))
                && (chosen.containsKey("item_price") || chosen.containsKey("quantity"));
        if (!isItem || Words.containAny(list.words(), NO_ITEM)) {
            return 0;
        }
        int rank = FieldCandidates.rank(LISTS, list.lastWords());
        return 10 * chosen.size() + (rank < 0 ? 0 : 30 - rank) - list.names().size();
    }

    private Map<String, PathValues> chosen(List<PathValues> fields) {
        Map<String, PathValues> chosen = new LinkedHashMap<>();
        PROPERTIES.forEach((property, names) -> {
            PathValues best = null;
            int bestRank = Integer.MAX_VALUE;
            for (PathValues values : fields) {
                int rank = rank(property, names, values);
                if (rank >= 0 && rank < bestRank) {
                    best = values;
                    bestRank = rank;
                }
            }
            if (best != null) {
                chosen.put(property, best);
            }
        });
        return chosen;
    }

    /** Only the names within the element count. */
    private static int rank(String property, List<String> names, PathValues values) {
        RecordPath path = values.path();
        int own = path.names().size()
                - path.list().map(list -> list.names().size()).orElse(0);
        List<String> words = path
                .names()
                .subList(path.names().size() - own, path.names().size())
                .stream()
                .flatMap(name -> Words.of(name).stream())
                .toList();
        if (Words.containAny(words, Words.set("tax, discount, vat, total, line, category"))
                && !property.equals("item_category")) {
            return -1;
        }
        boolean fits = switch (property) {
            case "item_price" -> values.all(ValueForm.AMOUNT);
            case "quantity" ->
                values.count(value -> ACCEPTED.accepts("custom_data.contents", Map.of("quantity", value))) * 2
                        >= values.values().size();
            case "id" -> values.count(ValueForm.ID) * 2 >= values.values().size();
            default -> values.count(ValueForm.TEXT) * 2 >= values.values().size() && !values.all(ValueForm.URL);
        };
        return fits
                ? FieldCandidates.rank(names, property.equals("item_price") ? Amounts.withoutUnit(words) : words)
                : -1;
    }

    private void putList(RecordPath list, Map<String, PathValues> chosen, Suggestion to) {
        if (to.expression(AmountRule.VALUE)
                .filter(value -> value.contains("'stripe'"))
                .isPresent()) {
            // Its unit is not that of the name.
            chosen.remove("item_price");
        }
        String path = list.expression();
        String found = "the list " + path + " has " + String.join(", ", chosen.keySet());
        Optional<String> id = Optional.ofNullable(chosen.get("id"))
                .map(values -> values.path().expression());
        id.ifPresent(expression -> to.put(IDS, step(path, expression), found));
        Optional<String> currency = to.expression(AmountRule.CURRENCY);
        boolean needsCurrency = chosen.containsKey("item_price")
                && Amounts.isMinor(chosen.get("item_price").path())
                && currency.filter(code -> !code.startsWith("'")).isPresent();
        List<String> entries = new ArrayList<>();
        chosen.forEach((property, values) ->
                entries.add('"' + property + "\": " + read(property, values, currency, needsCurrency)));
        String objects = path + ".{" + String.join(", ", entries) + "}";
        to.put(
                CONTENTS,
                needsCurrency ? "($currency := " + currency.orElseThrow() + "; " + objects + ")" : objects,
                found + "; by the names "
                        + String.join(
                                ", ",
                                chosen.values().stream()
                                        .map(values -> values.path().expression())
                                        .toList()));
        Optional.ofNullable(chosen.get("quantity"))
                .ifPresent(quantity -> to.put(
                        COUNT,
                        "$total(" + step(path, "$ifBlank(" + quantity.path().expression() + ", 1)") + ")",
                        "the sum of the quantities in " + path));
    }

    private static String step(String path, String expression) {
        return path + "." + expression;
    }

    private static String read(String property, PathValues values, Optional<String> currency, boolean isVariable) {
        String expression = values.path().expression();
        return property.equals("item_price")
                ? Amounts.read(values, expression, isVariable ? Optional.of("$currency") : currency)
                        .expression()
                : expression;
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
                if (Words.endWith(values.path().words(), name) && values.all(ValueForm.ID)) {
                    to.put(IDS, values.path().expression(), "name \"" + name + "\"; the ID of one product");
                    return;
                }
            }
        }
    }
}
