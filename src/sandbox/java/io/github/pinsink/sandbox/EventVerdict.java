package io.github.pinsink.sandbox;

import io.github.pinsink.sandbox.SampleOrder.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What should have become of the orders held against what did. */
record EventVerdict(List<String> complaints, int deliveredTwice) {

    static EventVerdict of(List<SampleOrder> orders, List<String> delivered, Collection<String> deadLetters) {
        List<String> complaints = new ArrayList<>();
        Set<String> distinct = new HashSet<>(delivered);
        compare("delivered", ids(orders, Fate.DELIVERED), distinct, complaints);
        compare("rejected", ids(orders, Fate.REJECTED), new HashSet<>(deadLetters), complaints);
        return new EventVerdict(complaints, delivered.size() - distinct.size());
    }

    static Set<String> ids(List<SampleOrder> orders, Fate fate) {
        return orders.stream()
                .filter(order -> order.fate() == fate)
                .map(SampleOrder::orderId)
                .collect(Collectors.toSet());
    }

    private static void compare(String word, Set<String> wanted, Set<String> found, List<String> complaints) {
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(found);
        Set<String> excess = new HashSet<>(found);
        excess.removeAll(wanted);
        if (!missing.isEmpty()) {
            complaints.add(missing.size() + " should have been " + word + " and were not, such as " + some(missing));
        }
        if (!excess.isEmpty()) {
            complaints.add(excess.size() + " were " + word + " and should not have been, such as " + some(excess));
        }
    }

    private static List<String> some(Set<String> ids) {
        return ids.stream().sorted().limit(5).toList();
    }
}
