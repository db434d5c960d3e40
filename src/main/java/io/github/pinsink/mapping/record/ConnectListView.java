package io.github.pinsink.mapping.record;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A view of a list of Connect values. */
final class ConnectListView extends AbstractList<Object> implements RandomAccess {
    private final ConnectValues values;
    private final @Nullable Schema elements;
    private final List<?> list;

    /** @param elements null for schemaless data */
    ConnectListView(ConnectValues values, @Nullable Schema elements, List<?> list) {
        this.values = values;
        this.elements = elements;
        this.list = list;
    }

    @Override
    public @Nullable Object get(int index) {
        return values.of(elements, list.get(index));
    }

    @Override
    public int size() {
        return list.size();
    }

    /** Only the shape, so that the record is not logged. */
    @Override
    public String toString() {
        return "list of " + size();
    }
}
