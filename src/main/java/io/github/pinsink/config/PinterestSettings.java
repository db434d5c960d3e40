package io.github.pinsink.config;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiSettings;
import io.github.pinsink.mapping.MappingDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The ad account, its access token, and the URL of the API. */
final class PinterestSettings {
    static final String PREFIX = "pinterest.";
    static final String AD_ACCOUNT = "pinterest.ad.account.id";
    static final String TOKEN = "pinterest.access.token";
    static final String API_URL = "pinterest.api.url";
    static final String TEST_MODE = "pinterest.test.mode";
    static final String VALIDATE_CREDENTIALS = "validate.credentials";

    private PinterestSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.optional(
                                AD_ACCOUNT,
                                Type.STRING,
                                "Ad account ID",
                                "ID of the ad account that receives the events: up to 18 digits. Required unless "
                                        + MappingDefinition.ACCOUNT + " returns one for each record.")
                        .check(PinterestSettings::checkAdAccount)
                        .importance(Importance.HIGH),
                Setting.required(
                                TOKEN,
                                Type.PASSWORD,
                                "Access token",
                                "The conversion access token. Refer to it through a config provider, such as"
                                        + " ${file:/path:token}. Leading and trailing white space is ignored; the token"
                                        + " itself must be visible ASCII characters.")
                        .check(PinterestSettings::checkToken)
                        .importance(Importance.HIGH)
                        .width(Width.LONG),
                Setting.withDefault(
                                API_URL,
                                Type.STRING,
                                "https://api.pinterest.com/v5",
                                "API URL",
                                "Base URL of the API, including its version. Must use https. http is allowed only for a"
                                        + " loopback address, and only if " + ConnectionSettings.PROXY_URL
                                        + " is not set. Requests to a loopback address never use a proxy.")
                        .check(PinterestSettings::checkUrl)
                        .width(Width.LONG),
                Setting.withDefault(
                        TEST_MODE,
                        Type.BOOLEAN,
                        false,
                        "Test mode",
                        "Whether to send requests with test=true: Pinterest validates the events and does not record them."
                                + " Batches are limited to 20 events."),
                Setting.withDefault(
                        VALIDATE_CREDENTIALS,
                        Type.BOOLEAN,
                        false,
                        "Validate credentials",
                        "Whether config validation checks the token and the ad account with Pinterest, if the config has no"
                                + " other errors. It sends one request in test mode without events and waits up to 3"
                                + " seconds; the result is kept for a minute. Only a clear denial (401, 403, 404) is an"
                                + " error. The token is sent only to hosts that the worker's operator allows in the Java"
                                + " system property "
                                + AllowedHosts.PROPERTY + ": a comma-separated list of host names (default "
                                + AllowedHosts.DEFAULT + "). The host of " + ConnectionSettings.PROXY_URL
                                + " must be in the list too."));
    }

    private static void checkAdAccount(String key, Object value) {
        UnresolvedReference.check(key, value);
        if (value != null && !AdAccountId.isValid(value.toString())) {
            throw new ConfigException(key + ": expected 1 to 18 digits, got a string of length "
                    + value.toString().length() + ". Ads Manager shows the ID of the ad account");
        }
    }

    private static void checkToken(String key, Object value) {
        if (value instanceof Password password) {
            AccessToken.problem(password.value().strip()).ifPresent(problem -> {
                throw new ConfigException(key + ": " + problem + ". Set it to a conversion access token, or to a"
                        + " reference that a config provider of the worker can resolve");
            });
        }
    }

    private static void checkUrl(String key, Object value) {
        UnresolvedReference.check(key, value);
        try {
            if (value != null && ApiSettings.isSafe(new URI(value.toString().strip()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ": invalid URL: " + e.getReason());
        }
        throw new ConfigException(key + ": expected an https URL without user, query or fragment (http is allowed"
                + " only for a loopback address)");
    }
}
