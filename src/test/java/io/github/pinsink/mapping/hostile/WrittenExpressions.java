package io.github.pinsink.mapping.hostile;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Expressions as people write them for their records, and configurations made of them. None is meant to be slow: each does
 * its work on an ordinary order within a few microseconds.
 */
final class WrittenExpressions {
    /** Each {@code #S} becomes a path to a string of the order, {@code #L} to a list, {@code #N} to a number. */
    private static final List<String> VALUES = List.of(
            // Cleaning with regular expressions.
            "$replace(#S, /\\s+$/, '')",
            "$replace(#S, /^\\s+|\\s+$/, '')",
            "$replace($replace(#S, /^\\s+/, ''), /\\s+$/, '')",
            "$replace(#S, /[^0-9]/, '')",
            "$replace(#S, /\\D+/, '')",
            "$replace(#S, /(\\w+)\\s(\\w+)/, '$2, $1')",
            "$replace(#S, /<[^>]+>/, '')",
            "$replace(#S, /.*@/, '')",
            "$replace(#S, /(.*)-(.*)-(.*)/, '$3$1')",
            "$replace(#S, /\\s*,\\s*/, ',')",
            "$replace(#S, /[^a-z]/i, function($m) { $uppercase($m.match) })",
            "$replace(#S, ' ', '')",
            "$replace(#S, 'a', 'ab')",
            "$replace(#S, /a/, #S)",
            "$replace($replace($replace(#S, '+', ''), ' ', ''), '-', '')",
            "#S ~> $trim() ~> $lowercase() ~> $replace(/[._]+$/, '')",
            "$trim($replace(#S, /[^\\w\\s'-]/, ''))",
            "$match(#S, /^(a+)+$/)[0].match",
            "$match(#S, /(\\d+\\.?\\d*)+x/).match",
            "$match(#S, /[a-z]+/)[0].match",
            "$match(#S, /./).index",
            "$match(#S, /order=([^&]*)/).groups[0]",
            "$count($match(#S, /\\S+/))",
            "$contains(#S, /^(a+)+$/) ? 'a' : 'b'",
            "$contains(#S, /(x+x+)+y/) ? 'a' : 'b'",
            "$contains(#S, /^([a-zA-Z0-9_.+-]+)+@([a-zA-Z0-9-]+\\.)+[a-zA-Z]{2,}$/) ? #S : 'none'",
            "$contains(#S, /^(https?:\\/\\/)?([\\da-z.-]+)\\.([a-z.]{2,6})([\\/\\w .-]*)*\\/?$/) ? #S : 'none'",
            "$contains(#S, /^(([^<>()\\[\\]\\\\.,;:\\s@\"]+(\\.[^<>()\\[\\]\\\\.,;:\\s@\"]+)*)|(\".+\"))@(.+)$/) ? #S : 'none'",
            "$contains(#S, /(.*a){12}/) ? 'a' : 'b'",
            "$contains(#S, '@') ? #S : 'none'",
            "$split(#S, /\\s+/)[0]",
            "$split(#S, /\\s*,\\s*/)",
            "$split(#S, /(a|aa)+b/)[0]",
            "$split(#S, '')[0]",
            "$split(#S, ' ')",
            "$split(#S, ',') ~> $map(function($v) { $trim($v) })",
            "$split(#S, '@')[1]",
            "$join($split(#S, ' '), #S)",
            "$split(#S, ' ')[0] & ' ' & $split(#S, ' ')[-1]",
            "($clean := function($v) { $replace($v, /\\s+$/, '') }; $clean(#S) & $clean(note))",
            "$filter(#L, /^(a+)+$/)",
            "$filter(items.($$.items), $boolean)",
            "$distinct(items.($$.items))",
            "items.($$.items)^(sku)",
            "$spread(items.($$.items))",
            "$spread(#L)",
            "$now(#S)",
            "$map($split(#S, ''), $uppercase) ~> $join('')",
            // Strings.
            "$join(#L, #S)",
            "$join($map(#L, $string), #S)",
            "$join(items.sku, note)",
            "$join(items.(sku & $$.ref), ' ')",
            "$join($map([1..#N], function($i) { $$.ref }))",
            "$pad(#S, #N)",
            "$pad(#S, -#N, '0')",
            "$pad('1', #N, #S)",
            "$substring(#S, 0, 100)",
            "$substring(#S, -100)",
            "$substring(#S, #N)",
            "$substringBefore(#S, '@') & '@example.com'",
            "$substringAfter($lowercase(#S), 'x')",
            "$uppercase(#S)",
            "$lowercase($trim(#S))",
            "$base64encode(#S)",
            "$base64decode(#S)",
            "$base64encode($base64encode($base64encode($base64encode(#S))))",
            "$encodeUrlComponent(#S)",
            "$encodeUrl($encodeUrlComponent(#S))",
            "$decodeUrlComponent(#S)",
            "$length(#S)",
            "#S & #S & #S & #S",
            "($d := function($v) { $v & $v }; $d($d($d($d($d($d($d($d(#S)))))))))",
            "$reduce(#L, function($a, $b) { $a & ',' & $b })",
            "$reduce(items, function($a, $i) { $a & $i.sku & $$.ref }, '')",
            "$reduce([1..20], function($a, $i) { $a & $a }, #S)",
            "$string($)",
            "$string(#L)",
            "$string(items)",
            "$string($map(#L, function($v) { #S }))",
            "$string($, true)",
            "$string($merge([$, {'copy': $}]))",
            "$parseJson(#S)",
            "$parseJson($string($)).ref",
            "$parseJson(#S).a",
            // Numbers.
            "#N",
            "$formatNumber(#N, '#,##0.00')",
            "$formatNumber($number(#S), '0.00')",
            "$formatBase(#N, 16)",
            "$formatInteger(#N, 'w')",
            "$string(#N)",
            "$number(#S)",
            "$number($string(#N))",
            "$round(#N, 2)",
            "$round($number(#S) * 100) / 100",
            "$power(#N, 2)",
            "$power(#N, #N)",
            "$sqrt($abs(#N))",
            "$floor(#N) & '.' & $ceil(#N)",
            "#N * #N * #N",
            "#N + 1",
            "#N - 0.01",
            "#N / 100",
            "#N % 7",
            "#N = 0 ? 'none' : #N",
            "#N > 0 and #N < 1000 ? #N : 0",
            "$minorUnits(#N, 'USD')",
            "$minorUnits(#S, 'JPY')",
            "$minorUnits(#S, 'ISK', 'stripe')",
            "$queryParameter(#S, 'epik')",
            "$queryParameter('?' & #S, #S)",
            "$decodeDecimal(#S, 2)",
            "$ifBlank(#S, 1)",
            "$parseBoolean(#S)",
            "$optOut(#L, #S)",
            "$total(#L)",
            "$total(items.$multiply(p, qty))",
            "$multiply(#N, #N)",
            "$objects(#S).a",
            "$objects(#L).a",
            "$dateOfDays(#N)",
            "$fromMillis(#N)",
            "$toMillis(#S)",
            "$toMillis(#S, '[Y0001]-[M01]-[D01]')",
            "$sum(items.p)",
            "$sum(items.(p * qty))",
            "$sum(#L)",
            "$average(items.p)",
            "$max(#L)",
            "$min(items.qty)",
            "[1..#N]",
            "$count([1..#N])",
            "$sum([0..#N])",
            "[1..#N].($ * 2)",
            // Lists.
            "items.(p / $sum($$.items.p))",
            "items.{'id': sku, 'share': p / $sum($$.items.p)}",
            "$map(items, function($i) { $map($$.items, function($j) { $i.p * $j.p }) })",
            "$map(#L, function($v, $i, $a) { $count($a) })",
            "$map(#L, function($v, $i) { $count($filter($$.list, function($w) { $w = $v })) })",
            "$map(items, function($i) { {'id': $i.sku, 'quantity': $i.qty} })",
            "items.(sku in $$.items.sku)",
            "items[sku in $$.items.sku].sku",
            "sku in $$.items.sku ? 'yes' : 'no'",
            "$count(#L[$ in $$.list])",
            "items[p = $max($$.items.p)].sku",
            "items^(>p).sku",
            "items^(sku, >p)[0].sku",
            "$sort(#L)",
            "$sort(items, function($l, $r) { $l.p > $r.p }).sku",
            "$sort(items, function($l, $r) { $l.sku > $r.sku })[0].sku",
            "$distinct(#L)",
            "$distinct(items)",
            "$count($distinct(items.sku))",
            "$reverse(#L)[0]",
            "$shuffle(#L)[0]",
            "$append(#L, #L)",
            "$reduce(#L, $append)",
            "$reduce(items, function($a, $i) { $append($a, $i.sku) }, [])",
            "$zip(#L, #L)",
            "$single(items, function($i) { $i.sku = 'S-1' }).p",
            "$filter(items, function($i) { $i.p > 1 }).sku",
            "$filter(#L, function($v, $i, $a) { $v = $a[0] })",
            "$filter(items, function($i) { $contains($string($i.sku), /(\\w+)+!/) }).sku",
            "#L[[0..#N]]",
            "#L[#N]",
            "#L[-1]",
            "items{sku: $sum(p)}",
            "items{$string(qty): sku}",
            "items@$i.items@$j[$i.p = $j.p].$i.sku",
            "items#$i[$i < 3].sku",
            "items.$lookup($$, 'ref')",
            "list.list.list",
            "list.$.$",
            "[#L, #L, #L]",
            "#L = #L ? 'same' : 'other'",
            "$map(#L, function($v) { $string($v) & $$.ref })",
            // Objects.
            "$merge(items)",
            "$merge([$, customer, {'email': #S}])",
            "$merge($map(items, function($i) { {$string($i.sku): $i.p} }))",
            "$spread($)",
            "$spread(customer)",
            "$keys($)",
            "$keys(customer)[0]",
            "$count($keys($))",
            "$lookup($, 'ref')",
            "$lookup(customer, 'email')",
            "$each($, function($v, $k) { $k & '=' & $string($v) }) ~> $join('&')",
            "$each(customer, function($v, $k) { $k })",
            "$sift($, function($v, $k) { $contains($k, /^(k+)+$/) })",
            "$sift(customer, function($v) { $exists($v) })",
            "$ ~> |items|{'ref': $$.ref}|",
            "$ ~> |customer|{}, ['email']|",
            "$type(deep)",
            "$exists(deep.a.a.a) ? 'deep' : 'flat'",
            "**.sku",
            "**.a",
            "$count(**)",
            "*.email",
            "*",
            "$string(deep)",
            "deep.**.a[0]",
            "$.customer.email",
            "customer.*",
            "$",
            "deep",
            "customer",
            "items",
            "list",
            // Recursion.
            "($f := function($v) { $v <= 1 ? 1 : $v * $f($v - 1) }; $f(#N))",
            "($f := function($v, $a) { $v <= 0 ? $a : $f($v - 1, $a & 'x') }; $f(#N, ''))",
            "($fib := function($v) { $v < 2 ? $v : $fib($v - 1) + $fib($v - 2) }; $fib(#N))",
            "($walk := function($v) { $exists($v.a) ? $walk($v.a) : $v }; $walk(deep))",
            "($strip := function($v) { $substring($v, 0, 1) = ' ' ? $strip($substring($v, 1)) : $v }; $strip(#S))",
            "($depth := function($v) { $type($v) = 'array' ? 1 + $depth($v[0]) : 0 }; $depth(deep))",
            // Chains for names, phones and choices.
            "$lowercase($split($trim(#S), '@')[0]) & '@' & $lowercase($split($trim(#S), '@')[1])",
            "($p := $replace(#S, /[^\\d+]/, ''); $substring($p, 0, 1) = '+' ? $p : '+1' & $p)",
            "($w := $split($replace(#S, /\\s+/, ' '), ' '); $w[0])",
            "($w := $split(#S, ' '); $join($w[[1..$count($w)]], ' '))",
            "$join($map($split(#S, ' '), function($w) { $uppercase($substring($w, 0, 1)) & $substring($w, 1) }), ' ')",
            "customer.email ? customer.email : #S",
            "#S",
            "$sum($map($split(#S, ''), function($c) { $c = '0' ? 1 : 0 }))",
            "$assert(#N > 0, 'no amount')",
            "$boolean(#S) and $not($boolean(#L))");

    private static final List<String> CONDITIONS = List.of(
            "status = 'paid'",
            "$contains(#S, /^(a+)+$/)",
            "$contains(#S, /\\s+$/) or status = 'paid'",
            "$count(items[p > 0]) > 0",
            "$sum(items.p) > 0 and $lowercase(status) = 'paid'",
            "#N > 0 or status = 'paid'",
            "status in ['paid', 'shipped'] and $not(sku in $$.items[p < 0].sku)",
            "$not($exists(items[sku in $$.items[p < 0].sku]))",
            "$match(#S, /(\\w+\\s?)+!/) or true");

    private static final List<String> EXPLODES = List.of(
            "items",
            "list",
            "items[[0..999]]",
            "list[[0..999]].{'ref': $$.ref, 'sku': $}",
            "items.{'sku': sku, 'ref': $$.ref, 'customer': $$.customer}",
            "items.$merge([$, {'ref': $$.ref, 'note': $$.note}])",
            "$map(items, function($i) { $merge([$, $i]) })",
            "$map(items, function($i, $n) { {'sku': $i.sku, 'ref': $join($$.items.sku, $$.ref)} })",
            "[1..n].{'sku': $string($), 'ref': $$.ref}",
            "[1..1000].{'sku': $string($), 'ref': $$.ref, 'order': $$}",
            "$split(ref, ',').{'sku': $}",
            "$split(note, /\\s*;?\\s*/).{'sku': $, 'ref': $$.ref}",
            "$spread($)",
            "$append(items, items)",
            "$sort(items, function($l, $r) { $l.sku > $r.sku })",
            "items{sku: $}.*",
            "$each($, function($v, $k) { {'sku': $k, 'ref': $string($v)} })",
            "[$, $, $, $]");

    private static final List<String> FIELDS = List.of(
            "user_data.em",
            "user_data.em",
            "user_data.ph",
            "user_data.fn",
            "user_data.ln",
            "user_data.ct",
            "user_data.st",
            "user_data.zp",
            "user_data.country",
            "user_data.db",
            "user_data.external_id",
            "user_data.hashed_maids",
            "user_data.client_user_agent",
            "user_data.click_id",
            "custom_data.order_id",
            "custom_data.order_id",
            "custom_data.value",
            "custom_data.currency",
            "custom_data.content_ids",
            "custom_data.content_name",
            "custom_data.contents",
            "custom_data.num_items",
            "custom_data.search_string",
            "event_source_url",
            "event_id",
            "event_time",
            "event_name",
            "opt_out",
            "language",
            "app_name",
            "device_model");

    private static final String[] STRINGS = {
        "ref",
        "ref",
        "ref",
        "note",
        "s",
        "customer.email",
        "customer.name",
        "customer.phone",
        "order_id",
        "items[0].sku"
    };
    private static final String[] LISTS = {"items", "list", "list", "items.sku", "$split(ref, ' ')"};
    private static final String[] NUMBERS = {"n", "n", "n", "$number(s)", "items[0].p"};

    private WrittenExpressions() {}

    /** What every event needs, without anything slow. */
    static Map<String, String> plainMapping() {
        return new TreeMap<>(Map.of(
                "pinterest.ad.account.id", "549755885175",
                "pinterest.access.token", "pina_not_used",
                "mapping.event_name", "'checkout'",
                "mapping.action_source", "'web'",
                "mapping.event_time", "$timestamp",
                "mapping.user_data.em", "'jane.doe@example.com'"));
    }

    /** One to six expressions as a configuration has them. The same for the same state of the random numbers. */
    static Map<String, String> mapping(Random random) {
        Map<String, String> mapping = new TreeMap<>();
        int count = random.nextInt(5) < 3 ? 1 : 2 + random.nextInt(5);
        boolean exploded = random.nextInt(5) == 0;
        if (exploded) {
            mapping.put("explode", filled(EXPLODES, random, false));
        }
        if (random.nextInt(6) == 0) {
            mapping.put("filter", filled(CONDITIONS, random, false));
        }
        while (mapping.size() < count || mapping.isEmpty() || exploded && mapping.size() < 2) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            mapping.put("mapping." + field, filled(VALUES, random, exploded));
        }
        return mapping;
    }

    /** Every expression there is, with the first path of each kind. */
    static List<String> all() {
        return VALUES.stream()
                .map(template ->
                        template.replace("#S", "ref").replace("#L", "list").replace("#N", "n"))
                .toList();
    }

    private static String filled(List<String> templates, Random random, boolean exploded) {
        String template = templates.get(random.nextInt(templates.size()));
        // Half of what maps elements looks into the record that they are of.
        boolean ofRecord = exploded && random.nextBoolean();
        String before = ofRecord ? "$record." : "";
        String expression = template.replace("#S", path(STRINGS, random, before))
                .replace("#L", path(LISTS, random, before))
                .replace("#N", path(NUMBERS, random, before));
        return ofRecord ? expression.replace("$$.", "$record.") : expression;
    }

    private static String path(String[] paths, Random random, String before) {
        String path = paths[random.nextInt(paths.length)];
        return path.startsWith("$")
                ? path.replaceFirst("\\((?=[a-z])", "(" + before.replace("$", "\\$"))
                : before + path;
    }
}
