package io.github.pinsink.tools.privacy;

import io.github.pinsink.config.ConnectorConfig;
import io.github.pinsink.config.Settings;
import io.github.pinsink.event.EventRules;
import io.github.pinsink.tools.privacy.PrivacyStatement.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings that change where events go, and what is sent. */
final class DataProcessing {
    private static final String TEST_MODE = "pinterest.test.mode";
    private static final String PROXY = "proxy.url";

    private final Map<String, String> properties;
    private final ConnectorConfig config;

    DataProcessing(Map<String, String> properties, ConnectorConfig config) {
        this.properties = properties;
        this.config = config;
    }

    List<Item> recipients() {
        List<Item> recipients = new ArrayList<>();
        recipients.add(new Item("pinterest.api.url", config.apiUrl().toString()));
        String account = properties.getOrDefault(Settings.AD_ACCOUNT, "").strip();
        if (!account.isEmpty()) {
            recipients.add(new Item(Settings.AD_ACCOUNT, account));
        }
        String proxy = properties.getOrDefault(PROXY, "").strip();
        recipients.add(new Item(
                PROXY, proxy.isEmpty() ? "not set; the proxy of the worker's JVM is used, if it has one" : proxy));
        if (Boolean.parseBoolean(properties.getOrDefault(TEST_MODE, "").strip())) {
            recipients.add(
                    new Item(TEST_MODE, "true: the events leave the worker; Pinterest checks them and records none"));
        }
        return recipients;
    }

    List<Item> options() {
        EventRules rules = config.eventRules();
        return List.of(
                new Item(
                        "mapping.hash.detection",
                        switch (rules.hashDetection()) {
                            case AUTO ->
                                "auto: hashed by the connector unless it is already a digest, which is sent as it is";
                            case PLAIN -> "plain: hashed by the connector, also what looks like a digest";
                            case HASHED -> "hashed: only SHA-256 digests are sent; other values are dropped";
                        }),
                new Item(
                        "mapping.external.id.case",
                        switch (rules.externalIdCase()) {
                            case KEEP -> "keep: external_id is hashed unchanged";
                            case LOWER -> "lower: external_id is hashed in lower case";
                        }),
                new Item(
                        "mapping.state.names",
                        switch (rules.stateNames()) {
                            case DROP -> "drop: the name of a state without a code of two letters is not sent";
                            case HASH -> "hash: the name of a state without a code of two letters is sent as a digest";
                        }),
                new Item(
                        "mapping.on.invalid.field",
                        switch (rules.onInvalidField()) {
                            case DROP -> "drop: an invalid value of an optional field is not sent";
                            case REJECT -> "reject: a record with an invalid value is not sent";
                        }));
    }
}
