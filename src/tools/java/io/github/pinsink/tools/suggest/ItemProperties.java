package io.github.pinsink.tools.suggest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which properties of an element of a list are the properties of an entry of {@code contents}. */
final class ItemProperties {
    /** The properties of an entry of contents, and the names of their sources, the best first. */
    static final Map<String, List<String>> NAMES = names();

    /** Objects of a line, of which the first that is there counts: what was delivered rather than what was ordered. */
    static final List<String> BEST_OBJECTS =
            Words.list("delivered, fulfilled, picked, final, actual, shipped, charged, current");

    private static final Set<String> OTHER_OBJECTS =
            Words.set("ordered, requested, original, planned, previous, old, before, cancelled, substituted, replaced");
    private static final Set<String> NO_PROPERTY = Words.set(
            "tax, discount, vat, total, line, category, fee, deposit, subtotal, weight, ext, extended, extension");
    private static final Set<String> NO_NAME = Words.set("""
            seller, vendor, merchant, supplier, store, warehouse, file, brand, image, owner, artist, author, color, size, gift, status,
            unit, currency, option, attendee, passenger, person, holder""");
    private static final Set<String> ENDS_OF_PRICES = Words.set("amount, value, gross, net, brutto, netto");
    private static final int OF_ANOTHER_OBJECT = 12;
    private static final FieldCheck ACCEPTED = new FieldCheck();

    private ItemProperties() {}

    private static Map<String, List<String>> names() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        names.put("id", Words.list("""
            product id, sku, item id, item sku, article number, article no, article id, artikelnummer, artikel
            nr, artikelnr, art nr, artnr, product code, item code, product sku, product number, sku id, sku code, item number, part
            number, part no, variant id, menu item id, article code, article reference, product reference, product ref, item reference,
            model number, style number, listing id, offer id, offer code, course id, plan code, plan id, ticket type id, ticket code, ticket id, ean, gtin, upc,
            barcode, ean code, plu, asin, isbn, pid, price product, product, article, reference, code, id, ref, number"""));
        names.put("item_name", Words.list("""
            product name, item name, article name, product title, item title, name, title, bezeichnung, artikelname, artikel,
            description, item description, product description, article description, label, desc, libelle, designation,
            descripcion, nombre, item desc"""));
        names.put("item_price", Words.list("""
            unit price, price unit, item price, unit price gross, price gross, price, unit amount, price each, price per unit,
            sale price, selling price, product price, article price, unit cost, unit value, list price, price amount, price
            value, unit price amount, unit price value, face value, ticket price, net price, price net, amount each, each"""));
        names.put("quantity", Words.list("""
            quantity, qty, qty delivered, qty invoiced, count, units, pieces, stueckzahl, quantity ordered, qty ordered, ordered quantity, quantity delivered,
            delivered quantity, item count, pcs"""));
        names.put("item_category", Words.list("""
            category, product category, item category, category name, department, product type, product group, item group, category
            code, group, grp"""));
        names.put("item_brand", Words.list("""
            brand, item brand, product brand, brand name, name brand, manufacturer"""));
        return names;
    }

    /**
     * The best source of each property.
     *
     * @param depth how many names of the paths lead to the element
     */
    static Map<String, PathValues> choose(List<PathValues> fields, int depth) {
        Map<String, PathValues> chosen = new LinkedHashMap<>();
        NAMES.forEach((property, names) -> {
            PathValues best = null;
            int bestRank = Integer.MAX_VALUE;
            for (PathValues values : fields) {
                int rank = rank(property, names, values, depth);
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

    /** The object of an element in which its properties are, such as what was delivered, where another has the same. */
    static Optional<String> object(List<PathValues> fields, int depth) {
        List<String> objects = fields.stream()
                .filter(values -> values.path().names().size() > depth + 1)
                .map(values -> values.path().names().get(depth))
                .distinct()
                .toList();
        if (objects.stream().noneMatch(name -> Words.containAny(Words.of(name), OTHER_OBJECTS))) {
            return Optional.empty();
        }
        return BEST_OBJECTS.stream()
                .flatMap(best -> objects.stream().filter(name -> Words.of(name).contains(best)))
                .findFirst();
    }

    private static int rank(String property, List<String> names, PathValues values, int depth) {
        List<String> path = values.path().names();
        List<String> words = path.subList(Math.min(depth, path.size()), path.size()).stream()
                .flatMap(name -> Words.of(name).stream())
                .toList();
        List<String> parents = words.subList(
                0, Math.max(0, words.size() - values.path().lastWords().size()));
        boolean isOther = Words.containAny(parents, OTHER_OBJECTS)
                || (!property.equals("item_category") && Words.meanAny(words, NO_PROPERTY))
                || (property.equals("item_name") && Words.meanAny(words, NO_NAME));
        if (isOther || !fits(property, values)) {
            return -1;
        }
        return match(property, names, words)
                .map(match -> match.rank() + (match.rest().isEmpty() ? 0 : OF_ANOTHER_OBJECT))
                .orElse(-1);
    }

    /** A price can be an object with an amount, and say that it is gross. */
    private static Optional<NameMatch> match(String property, List<String> names, List<String> words) {
        if (!property.equals("item_price")) {
            return NameMatch.of(names, words);
        }
        List<String> price = Amounts.withoutUnit(words);
        Optional<NameMatch> match = NameMatch.of(names, price);
        int end = price.size();
        while (end > 1 && ENDS_OF_PRICES.contains(price.get(end - 1))) {
            end--;
        }
        return match.isPresent() ? match : NameMatch.of(names, price.subList(0, end));
    }

    private static boolean fits(String property, PathValues values) {
        return switch (property) {
            case "item_price" -> values.all(ValueForm.AMOUNT);
            case "quantity" ->
                values.count(value -> ACCEPTED.accepts("custom_data.contents", Map.of("quantity", value))) * 2
                        >= values.values().size();
            case "id" -> values.count(ValueForm.ID) * 2 >= values.values().size();
            default -> values.count(ValueForm.TEXT) * 2 >= values.values().size() && !values.all(ValueForm.URL);
        };
    }
}
