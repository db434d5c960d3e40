package io.github.pinsink.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to the properties of records that only newer descriptions of the API have. */
class ExtraFieldsMappingTest {
    private static final String LISTED =
            "advertiser_tracking_enabled,user_data.customer_type,custom_data.contents[].item_brand_id";
    private static final String RECORD = MapperFixture.order("\"advertiser_tracking_enabled\": \"yes\","
            + " \"user_data\": {\"customer_type\": \"NEW\"},"
            + " \"items\": [{\"id\": \"S-1\", \"item_brand_id\": 12, \"colour\": \"red\"},"
            + " {\"id\": \"S-2\", \"item_brand_id\": null}]");

    private final MapperFixture mapping = new MapperFixture().with("mapping.custom_data.contents", "items");

    @Test
    void listedFieldsAreSentInTheirForm() {
        mapping.with("mapping.extra.fields", LISTED)
                .with("mapping.advertiser_tracking_enabled", "advertiser_tracking_enabled")
                .with("mapping.user_data.customer_type", "user_data.customer_type");
        JsonNode event = eventOf(mapping.map(RECORD));
        assertThat(event.at("/advertiser_tracking_enabled").booleanValue()).isTrue();
        assertThat(event.at("/user_data/customer_type").textValue()).isEqualTo("new");
        assertThat(event.at("/custom_data/contents/0/item_brand_id").textValue())
                .isEqualTo("12");
    }

    @Test
    void anUnlistedPropertyOfContentsIsDroppedAndTheReportNamesTheSetting() {
        MappingResult result = mapping.map(RECORD);
        assertThat(eventOf(result).at("/custom_data/contents").toString())
                .isEqualTo("[{\"id\":\"S-1\"},{\"id\":\"S-2\"}]");
        assertThat(dropped(result)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.EXTRA_FIELD_NOT_LISTED);
            assertThat(problem.text())
                    .isEqualTo("custom_data.contents[0]: is sent only if mapping.extra.fields lists"
                            + " custom_data.contents[].item_brand_id");
        });
    }

    @Test
    void unlistedPropertiesOfRecordsInTheApisFormatAreReportedAsSuch() {
        mapping.with("mapping.on.unknown.property", "report").without("mapping.custom_data.contents");
        assertThat(dropped(mapping.map(RECORD)))
                .filteredOn(problem -> problem.code() == ProblemCode.EXTRA_FIELD_NOT_LISTED)
                .extracting(Problem::text)
                .containsExactly(
                        "event: is sent only if mapping.extra.fields lists advertiser_tracking_enabled",
                        "user_data: is sent only if mapping.extra.fields lists user_data.customer_type");
        mapping.with("mapping.extra.fields", LISTED);
        assertThat(dropped(mapping.map(RECORD)))
                .extracting(Problem::text)
                .noneMatch(text -> text.contains("customer_type") || text.contains("advertiser_tracking_enabled"));
    }

    private static JsonNode eventOf(MappingResult result) {
        return MapperFixture.json(
                MapperFixture.mapped(result).events().get(0).encoded().json());
    }

    private static List<Problem> dropped(MappingResult result) {
        return MapperFixture.mapped(result).events().get(0).encoded().dropped();
    }
}
