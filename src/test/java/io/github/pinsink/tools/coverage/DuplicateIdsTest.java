package io.github.pinsink.tools.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DuplicateIdsTest {
    @Property
    void countEachEventWhoseNameAndIdOccurredBefore(@ForAll @Size(max = 2_000) List<@IntRange(max = 300) Integer> ids) {
        DuplicateIds duplicates = new DuplicateIds();
        Set<Integer> seen = new HashSet<>();
        ids.forEach(id -> {
            duplicates.add("checkout", "id-" + id);
            seen.add(id);
        });

        assertThat(duplicates.duplicates()).isEqualTo(ids.size() - seen.size());
        assertThat(duplicates.notCompared()).isZero();
    }

    @Test
    void doNotMixEventNames() {
        DuplicateIds duplicates = new DuplicateIds();
        duplicates.add("checkout", "1");
        duplicates.add("add_to_cart", "1");

        assertThat(duplicates.duplicates()).isZero();
    }

    @Test
    void findsNoDuplicateAmongAMillionIds() {
        DuplicateIds duplicates = new DuplicateIds();
        for (int i = 0; i < 1_000_000; i++) {
            duplicates.add("checkout", Integer.toString(i));
        }

        assertThat(duplicates.duplicates()).isZero();
    }
}
