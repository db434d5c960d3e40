package io.github.pinsink.config;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.OkHttpConversionsApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API whether it takes the token for the ad account, without sending an event: the request carries
 * {@code test=true} and an empty list. Who may not send is refused with 401, 403 or 404; whatever else comes back, and
 * nothing at all, is no finding, since a form has to be usable while the API is not.
 */
final class CredentialsCheck {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private CredentialsCheck() {}

    /**
     * The hosts that the call connects to by the config's word. The proxy is one of them: it relays TLS, and with a trust
     * store that the config names too it could end it.
     */
    static List<String> hosts(ConnectorConfig config) {
        List<String> hosts = new ArrayList<>();
        hosts.add(config.apiSettings("validate").host());
        config.proxyHost().ifPresent(hosts::add);
        return hosts;
    }

    /**
     * @param left the time that the validation has left
     * @return what is wrong, by key; empty when nothing is or nothing is known
     */
    static Map<String, String> problems(ConnectorConfig config, Duration left, InstantSource clock) {
        Duration longest = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        CompletableFuture<ApiOutcome> answer = new CompletableFuture<>();
        try (ConversionsApi api =
                new OkHttpConversionsApi(config.apiSettings("validate").forValidation(longest), clock)) {
            api.send(config.account().orElseThrow(), config.token(), List.of(), answer::complete);
            return findings(answer.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Map.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never an exception", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private static Map<String, String> findings(ApiOutcome answer) {
        if (answer instanceof ApiOutcome.Unauthorized) {
            return Map.of(
                    PinterestSettings.TOKEN,
                    "Pinterest refuses the token (401). Put a valid conversion token behind it");
        }
        if (answer instanceof ApiOutcome.Forbidden no && no.aboutAccount()) {
            return Map.of(
                    PinterestSettings.AD_ACCOUNT,
                    "Pinterest denies access to this ad account (" + no.status()
                            + "). Check the id, and that the token's user has a role on the account");
        }
        return Map.of();
    }
}
