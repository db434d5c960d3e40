package io.github.pinsink.mapping.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;

/** How a document reaches the connector. */
enum RecordKind {
    MAP {
        @Override
        SchemaAndValue of(Object document, Random random) {
            return new SchemaAndValue(null, document);
        }
    },
    STRUCT {
        @Override
        SchemaAndValue of(Object document, Random random) {
            return Structs.of(document);
        }
    },
    TEXT {
        @Override
        SchemaAndValue of(Object document, Random random) {
            return new SchemaAndValue(null, text(document));
        }
    },
    BYTES {
        @Override
        SchemaAndValue of(Object document, Random random) {
            return new SchemaAndValue(null, text(document).getBytes(StandardCharsets.UTF_8));
        }
    },
    BUFFER {
        @Override
        SchemaAndValue of(Object document, Random random) {
            byte[] text = text(document).getBytes(StandardCharsets.UTF_8);
            ByteBuffer buffer = ByteBuffer.allocate(text.length + 5)
                    .put(3, text)
                    .position(3)
                    .limit(3 + text.length);
            return new SchemaAndValue(null, random.nextBoolean() ? buffer.slice() : buffer.asReadOnlyBuffer());
        }
    },
    BROKEN_BYTES {
        @Override
        SchemaAndValue of(Object document, Random random) {
            byte[] text = text(document).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(4); flips > 0 && text.length > 0; flips--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            return new SchemaAndValue(
                    null, random.nextBoolean() ? text : Arrays.copyOf(text, random.nextInt(text.length + 1)));
        }
    },
    BROKEN_TEXT {
        @Override
        SchemaAndValue of(Object document, Random random) {
            StringBuilder text = new StringBuilder(text(document));
            for (int edits = random.nextInt(4); edits > 0 && text.length() > 0; edits--) {
                int place = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(place);
                    case 1 -> text.insert(place, "{}[]\",:\\0e-tn\u0000".charAt(random.nextInt(14)));
                    default -> text.setLength(place);
                }
            }
            return new SchemaAndValue(null, text.toString());
        }
    },
    RANDOM_BYTES {
        @Override
        SchemaAndValue of(Object document, Random random) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            return new SchemaAndValue(null, bytes);
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    abstract SchemaAndValue of(Object document, Random random);

    /** Whether a document may have values that JSON does not have. */
    boolean mayBeRare() {
        return this == MAP;
    }

    private static String text(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the document cannot be written", e);
        }
    }
}
