package io.github.pinsink.mapping.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Gives a document a schema: objects become structs, and lists of mixed types become lists of strings. */
public final class Structs {
    private Structs() {}

    public static SchemaAndValue of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return struct(map);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        if (value instanceof Integer) {
            return new SchemaAndValue(Schema.OPTIONAL_INT32_SCHEMA, value);
        }
        if (value instanceof Long) {
            return new SchemaAndValue(Schema.OPTIONAL_INT64_SCHEMA, value);
        }
        if (value instanceof Double) {
            return new SchemaAndValue(Schema.OPTIONAL_FLOAT64_SCHEMA, value);
        }
        if (value instanceof Boolean) {
            return new SchemaAndValue(Schema.OPTIONAL_BOOLEAN_SCHEMA, value);
        }
        if (value instanceof BigInteger whole) {
            return new SchemaAndValue(Decimal.builder(0).optional().build(), new BigDecimal(whole));
        }
        if (value instanceof BigDecimal decimal) {
            return new SchemaAndValue(
                    Decimal.builder(decimal.scale()).optional().build(), decimal);
        }
        return new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, value);
    }

    private static SchemaAndValue struct(Map<?, ?> map) {
        SchemaBuilder schema = SchemaBuilder.struct().optional();
        List<Object> values = new ArrayList<>();
        map.forEach((name, member) -> {
            SchemaAndValue typed = of(member);
            // A schema takes no empty name.
            schema.field(name.toString().isEmpty() ? "_" : name.toString(), typed.schema());
            values.add(typed.value());
        });
        Schema built = schema.build();
        Struct struct = new Struct(built);
        built.fields().forEach(field -> struct.put(field, values.get(field.index())));
        return new SchemaAndValue(built, struct);
    }

    private static SchemaAndValue list(List<?> list) {
        List<SchemaAndValue> typed = new ArrayList<>();
        list.forEach(element -> typed.add(of(element)));
        boolean alike = typed.stream().map(SchemaAndValue::schema).distinct().count() == 1;
        if (alike) {
            List<Object> values = new ArrayList<>();
            typed.forEach(element -> values.add(element.value()));
            return new SchemaAndValue(
                    SchemaBuilder.array(typed.get(0).schema()).optional().build(), values);
        }
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(Objects.toString(element, null)));
        return new SchemaAndValue(
                SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional().build(), texts);
    }
}
