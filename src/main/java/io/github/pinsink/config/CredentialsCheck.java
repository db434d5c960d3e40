package io.github.pinsink.config;

import io.github.pinsink.api.ApiOutcome;
import io.github.pinsink.api.ConversionsApi;
import io.github.pinsink.api.OkHttpConversionsApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks the token and the ad account with the API, without sending an event: the request has {@code test=true} and an empty
 * list. A response of 401, 403 or 404 is a problem. Any other response, or none, is not, because validation has to work
 * while the API is unavailable.
 */
final class CredentialsCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private CredentialsCheck() {}

    /** Runs the check if the config asks for it and has no other problems. */
    static void run(Validation validation) {
        if (!Boolean.TRUE.equals(validation.parsed(PinterestSettings.VALIDATE_CREDENTIALS))
                || validation.hasProblems()) {
            return;
        }
        ConnectorConfig config = ConnectorConfig.parse(validation.properties());
        ValidationLimits limits = validation.limits();
        List<String> forbidden = hosts(config).stream()
                .filter(host -> !limits.tokenHosts().allows(host))
                .toList();
        if (!forbidden.isEmpty()) {
            validation.problem(
                    PinterestSettings.VALIDATE_CREDENTIALS,
                    "the token is sent only to hosts that the worker's operator allows, and "
                            + String.join(", ", forbidden) + " is not allowed. Set "
                            + PinterestSettings.VALIDATE_CREDENTIALS
                            + " to false, or add the host to the Java system property " + AllowedHosts.PROPERTY
                            + " on each worker");
        } else if (validation.isTimeOver()) {
            validation.reportTimeout(PinterestSettings.VALIDATE_CREDENTIALS, 1);
        } else if (validation.isSet(PinterestSettings.AD_ACCOUNT)) {
            limits.credentials()
                    .get(
                            request(config),
                            limits.nanoTime().getAsLong(),
                            () -> problems(config, validation.timeLeft(), limits.clock()))
                    .forEach(validation::problem);
        }
    }

    private static List<String> request(ConnectorConfig config) {
        return List.of(
                config.apiSettings("validate").toString(),
                config.account().orElseThrow().digits(),
                config.token().authorization());
    }

    /**
     * The hosts that the request connects to according to the config. This includes the proxy: with a trust store, which is
     * also part of the config, a proxy could decrypt the request.
     */
    static List<String> hosts(ConnectorConfig config) {
        List<String> hosts = new ArrayList<>();
        hosts.add(config.apiSettings("validate").host());
        config.proxyHost().ifPresent(hosts::add);
        return hosts;
    }

    /**
     * @param left the time that the validation has left
     * @return the problems by key; empty if there was no response in that time
     */
    private static Optional<Map<String, String>> problems(ConnectorConfig config, Duration left, InstantSource clock) {
        Duration timeout = left.compareTo(TIMEOUT) < 0 ? left : TIMEOUT;
        CompletableFuture<ApiOutcome> outcome = new CompletableFuture<>();
        try (ConversionsApi api =
                new OkHttpConversionsApi(config.apiSettings("validate").forValidation(timeout), clock)) {
            api.send(config.account().orElseThrow(), config.token(), List.of(), outcome::complete);
            return problems(outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the API reports failures as outcomes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> problems(ApiOutcome outcome) {
        if (outcome instanceof ApiOutcome.Unreachable) {
            return Optional.empty();
        }
        if (outcome instanceof ApiOutcome.Unauthorized) {
            return Optional.of(Map.of(
                    PinterestSettings.TOKEN,
                    "Pinterest rejected the token (401). Set it to a valid conversion access token"));
        }
        if (outcome instanceof ApiOutcome.Forbidden denied && denied.aboutAccount()) {
            return Optional.of(Map.of(
                    PinterestSettings.AD_ACCOUNT,
                    "Pinterest denied access to this ad account (" + denied.status()
                            + "). Check the ID, and check that the token's user has a role on the account"));
        }
        return Optional.of(Map.of());
    }
}
