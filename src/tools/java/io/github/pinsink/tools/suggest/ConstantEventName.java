package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Proposes one {@code event_name} for all records, from what they are about, where no field has names of events. */
final class ConstantEventName {
    private final RecordShape shape;
    private final String topic;

    /** @param topic the topic of the samples; empty if it is unknown */
    ConstantEventName(RecordShape shape, String topic) {
        this.shape = shape;
        this.topic = topic;
    }

    void propose(Suggestion to) {
        boolean hasAmount = to.has(AmountRule.VALUE);
        boolean hasOrder = to.has(IdRules.ORDER_ID);
        List<String> names = new ArrayList<>();
        names.add(topic);
        shape.all().stream()
                .filter(values -> values.records() * 2 >= shape.samples())
                // Consent to messages is no sign-up.
                .filter(values -> !values.all(value -> value instanceof Boolean))
                .map(values -> values.path().names().get(values.path().names().size() - 1))
                .forEach(names::add);
        shape.all().stream()
                .map(values -> values.path().names().get(0))
                .distinct()
                .forEach(names::add);
        if (about("start_trial", names) || (!hasOrder && countNames(names, "trial") > 1)) {
            to.putWeak(EventNameRule.NAME, "'start_trial'", "names about a trial");
        } else if (hasAmount && (countNames(names, "subscri", "renew", "abo") >= 2 || about("subscribe", names))) {
            to.putWeak(EventNameRule.NAME, "'subscribe'", "an amount, and names about a subscription");
        } else if ((!hasOrder || isLead(to.expression(IdRules.ORDER_ID).orElse("")))
                && countNames(
                                names,
                                "quote",
                                "rfq",
                                "lead",
                                "inquiry",
                                "enquiry",
                                "anfrage",
                                "angebot",
                                "prospect",
                                "opportunity")
                        > 0) {
            to.putWeak(EventNameRule.NAME, "'lead'", "names about a lead or a quote");
        } else if (hasAmount && hasOrder) {
            to.put(EventNameRule.NAME, "'checkout'", "an order ID and an amount, and no field with names of events");
        } else if (countNames(names, "newsletter", "signup", "regist", "optin", "subscri", "anmeldung") > 0
                || names.stream()
                        .anyMatch(name -> Words.containPhrase(Words.of(name), "opt in")
                                || Words.containPhrase(Words.of(name), "sign up"))) {
            to.putWeak(EventNameRule.NAME, "'signup'", "names about a sign-up, and no order");
        } else if (hasAmount && (hasOrder || to.has(ItemsRule.CONTENTS) || about("checkout", names))) {
            to.putWeak(EventNameRule.NAME, "'checkout'", "an amount, and items or names about an order");
        } else {
            putByName(to);
        }
    }

    /** By the topic, the object around everything, or the id of the record. */
    private void putByName(Suggestion to) {
        List<String> names = new ArrayList<>();
        names.add(topic);
        Set<String> roots =
                shape.all().stream().map(values -> values.path().names().get(0)).collect(Collectors.toSet());
        if (roots.size() == 1) {
            names.addAll(roots);
        }
        to.expression(IdRules.ORDER_ID).ifPresent(names::add);
        new IdRules(shape)
                .ownId()
                .ifPresent(values -> names.add(String.join(" ", values.path().names())));
        if (isForm(to)) {
            to.putWeak(
                    EventNameRule.NAME,
                    "'lead'",
                    "a form with an address of a person, and neither an amount nor an order");
            return;
        }
        names.stream()
                .filter(name -> EventWords.event(name).isPresent())
                .findFirst()
                .ifPresentOrElse(
                        name -> to.putWeak(
                                EventNameRule.NAME,
                                "'" + EventWords.event(name).orElseThrow() + "'",
                                "the name " + name + ", and no field with names of events"),
                        () -> to.miss(
                                EventNameRule.NAME,
                                "no field with names of events, and nothing that says what all records are about. Set a"
                                        + " constant, such as 'checkout', or an expression"));
    }

    /** A form that was sent, with how to reach the person. */
    private boolean isForm(Suggestion to) {
        boolean isSent = shape.fields().stream()
                .anyMatch(values -> Words.meanAny(values.path().words(), Set.of("form", "submission", "submitted")));
        return isSent
                && !to.has(AmountRule.VALUE)
                && (to.has("mapping.user_data.em") || to.has("mapping.user_data.ph"));
    }

    private static boolean isLead(String order) {
        return EventWords.event(order).filter("lead"::equals).isPresent();
    }

    private boolean about(String event, List<String> names) {
        return EventWords.event(names.get(0)).filter(event::equals).isPresent();
    }

    private static int countNames(List<String> names, String... beginnings) {
        int count = 0;
        for (String name : names) {
            List<String> words = Words.of(name);
            for (String beginning : beginnings) {
                if (words.stream()
                        .anyMatch(word ->
                                word.equals(beginning) || (beginning.length() >= 4 && word.startsWith(beginning)))) {
                    count++;
                    break;
                }
            }
        }
        return count;
    }
}
