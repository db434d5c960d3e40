package io.github.pinsink.sandbox;

import io.github.pinsink.sandbox.SampleOrder.ExpectedOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what should have happened to the orders with what did.
 *
 * @param mismatches a sentence for each kind of difference; empty if there is none
 * @param duplicates events delivered beyond the first of their id
 */
record DeliveryCheck(List<String> mismatches, int duplicates) {

    static DeliveryCheck of(List<SampleOrder> orders, List<String> delivered, Collection<String> deadLetters) {
        List<String> mismatches = new ArrayList<>();
        Set<String> distinct = new HashSet<>(delivered);
        compare("delivered", ids(orders, ExpectedOutcome.DELIVERED), distinct, mismatches);
        compare("rejected", ids(orders, ExpectedOutcome.REJECTED), new HashSet<>(deadLetters), mismatches);
        return new DeliveryCheck(mismatches, delivered.size() - distinct.size());
    }

    static Set<String> ids(List<SampleOrder> orders, ExpectedOutcome outcome) {
        return orders.stream()
                .filter(order -> order.expectedOutcome() == outcome)
                .map(SampleOrder::orderId)
                .collect(Collectors.toSet());
    }

    private static void compare(String outcome, Set<String> expected, Set<String> actual, List<String> mismatches) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(actual);
        Set<String> unexpected = new HashSet<>(actual);
        unexpected.removeAll(expected);
        if (!missing.isEmpty()) {
            mismatches.add("records that should have been " + outcome + " but were not: " + withExamples(missing));
        }
        if (!unexpected.isEmpty()) {
            mismatches.add("records that were " + outcome + " but should not have been: " + withExamples(unexpected));
        }
    }

    private static String withExamples(Set<String> ids) {
        return ids.size() + ", such as " + ids.stream().sorted().limit(5).toList();
    }
}
