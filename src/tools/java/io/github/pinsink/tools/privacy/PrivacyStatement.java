package io.github.pinsink.tools.privacy;

import java.util.List;

/**
 * What a connector does with the data of its records, according to its config.
 *
 * @param connector the name; may be empty
 * @param recipients who receives the events, and through what
 * @param transforms the names of the transforms, after which records have the properties in this statement
 * @param transformConfig their settings and those of their predicates, which decide what a property contains
 * @param options the settings that change what is sent
 */
record PrivacyStatement(
        String connector,
        List<Item> recipients,
        List<String> transforms,
        List<Item> transformConfig,
        List<TopicStatement> mappings,
        List<Item> options,
        List<Item> copies) {
    /** One fact. */
    record Item(String name, String text) {}

    PrivacyStatement {
        recipients = List.copyOf(recipients);
        transforms = List.copyOf(transforms);
        transformConfig = List.copyOf(transformConfig);
        mappings = List.copyOf(mappings);
        options = List.copyOf(options);
        copies = List.copyOf(copies);
    }
}
