package io.github.pinsink;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the connector. A worker reads it while it scans plugins, so reading it never fails. */
public final class Version {
    private static final String UNKNOWN = "unknown";

    private Version() {}

    public static String get() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
