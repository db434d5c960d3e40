package io.github.pinsink.config;

import io.github.pinsink.api.AccessToken;
import io.github.pinsink.api.AdAccountId;
import io.github.pinsink.api.ApiSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Which ad account is sent to, with what token, and where the API is. */
final class PinterestSettings {
    static final String AD_ACCOUNT = "pinterest.ad.account.id";
    static final String TOKEN = "pinterest.access.token";
    static final String API_URL = "pinterest.api.url";
    static final String TEST_MODE = "pinterest.test.mode";
    static final String LIVE = "validate.credentials";

    private PinterestSettings() {}

    static List<Setting> rows() {
        return List.of(
                Setting.optional(
                                AD_ACCOUNT,
                                Type.STRING,
                                "Ad account",
                                "The ad account that receives the events: up to 18 digits. Needed unless mapping.ad_account_id gives one"
                                        + " for each record.")
                        .check(PinterestSettings::adAccount)
                        .importance(Importance.HIGH),
                Setting.required(
                                TOKEN,
                                Type.PASSWORD,
                                "Access token",
                                "The conversion token. Refer to it through a config provider, such as ${file:/path:token}. White space"
                                        + " around it is ignored; within it there are only visible ASCII characters.")
                        .check(PinterestSettings::token)
                        .importance(Importance.HIGH)
                        .width(Width.LONG),
                Setting.withDefault(
                                API_URL,
                                Type.STRING,
                                "https://api.pinterest.com/v5",
                                "API URL",
                                "Where the API is, up to and including its version. HTTPS, unless the host is a loopback address and"
                                        + " proxy.url is not set; a loopback address is never reached through a proxy.")
                        .check(PinterestSettings::url)
                        .width(Width.LONG),
                Setting.withDefault(
                        TEST_MODE,
                        Type.BOOLEAN,
                        false,
                        "Test mode",
                        "Sends with test=true: events are validated and answered, but not recorded. Batches hold at most 20."),
                Setting.withDefault(
                        LIVE,
                        Type.BOOLEAN,
                        false,
                        "Ask Pinterest at validation",
                        "Whether validation asks Pinterest if it takes the token for the ad account, once everything else is in"
                                + " order: a request in test mode without any event, 5 seconds at most. Only a clear no"
                                + " (401, 403, 404) is an error. The token is sent only to hosts that the operator of the"
                                + " worker allows with the Java system property pinsink.validate.allowed.hosts: host names"
                                + " separated by commas, api.pinterest.com unless set; the host of proxy.url has to be among"
                                + " them too."));
    }

    private static void adAccount(String key, Object value) {
        if (value != null && !AdAccountId.isValid(value.toString())) {
            throw new ConfigException(
                    key + ": found text of " + value.toString().length()
                            + " characters, and expected 1 to 18 digits. Ads Manager shows the id of the ad account");
        }
    }

    private static void token(String key, Object value) {
        if (value instanceof Password password) {
            AccessToken.problem(password.value().strip()).ifPresent(problem -> {
                throw new ConfigException(key + ": " + problem + ". Set it to a conversion access token, or to a"
                        + " reference that a config provider of the worker resolves to one");
            });
        }
    }

    private static void url(String key, Object value) {
        try {
            if (value != null && ApiSettings.isSafe(new URI(value.toString().strip()))) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(key + ": is not a URL: " + e.getReason());
        }
        throw new ConfigException(key + ": expected an https URL without user, query or fragment; http is accepted for"
                + " a loopback address only");
    }
}
