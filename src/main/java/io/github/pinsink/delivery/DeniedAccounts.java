package io.github.pinsink.delivery;

import io.github.pinsink.api.ApiMessage;
import io.github.pinsink.event.Problem;
import io.github.pinsink.event.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ad accounts to which access is denied. Their events are parked while the other ad accounts go on. After the timeout
 * the configured ad account fails the task. Events of an ad account that a record named are rejected, or fail the task as
 * well, see {@link AccessPolicy}.
 *
 * <p>If no response at all was good since then, the fault may be common to all ad accounts, such as a wrong address. Then no
 * more events are rejected than {@link RejectionBreaker} allows, and the task fails.
 */
final class DeniedAccounts<R> {
    private final DeliveryPolicy policy;
    private final BufferedEvents<R> buffered;
    private final ApiHealth health;
    private final RejectionBreaker breaker;
    // Oldest denial first.
    private final Set<AccountQueue<R>> denied = new LinkedHashSet<>();

    DeniedAccounts(DeliveryPolicy policy, BufferedEvents<R> buffered, ApiHealth health, RejectionBreaker breaker) {
        this.policy = policy;
        this.buffered = buffered;
        this.health = health;
        this.breaker = breaker;
    }

    /** A request for the ad account was denied; its events are back in the queue. */
    void denied(AccountQueue<R> queue, String why, long sentAt, long now) {
        DeniedAccess access = queue.access();
        denied.add(queue);
        if (access.denied(why, sentAt, now) && (access.isGivenUp() || access.isTimeUp(now))) {
            conclude(queue, now);
        }
    }

    void granted(AccountQueue<R> queue) {
        if (queue.access().isDenied()) {
            queue.access().granted();
            denied.remove(queue);
        }
    }

    /**
     * Rejects the events of denied ad accounts when parked events take too much of the buffers, the longest denied first. If
     * no other ad account is served, nothing needs the room, and all of them wait for the timeout.
     */
    void keepWithinShare(long now) {
        if (denied.isEmpty() || health.hasFailed() || !isOverShare()) {
            return;
        }
        for (AccountQueue<R> queue : List.copyOf(denied)) {
            DeniedAccess access = queue.access();
            boolean conclusive = access.isGivenUp() || access.isConfirmed();
            if (conclusive
                    && health.hasSucceededSince(access.since())
                    && !policy.access().isConfigured(queue.account())
                    && queue.queuedEvents() > 0) {
                conclude(queue, now);
                if (!isOverShare()) {
                    return;
                }
            }
        }
    }

    private boolean isOverShare() {
        long events = 0;
        long bytes = 0;
        for (AccountQueue<R> queue : denied) {
            if (!policy.access().isConfigured(queue.account())) {
                events += queue.queuedEvents();
                bytes += queue.queuedBytes();
            }
        }
        return events > policy.access().maxParkedEvents()
                || bytes > policy.access().maxParkedBytes();
    }

    private void conclude(AccountQueue<R> queue, long now) {
        if (health.hasFailed()) {
            return;
        }
        DeniedAccess access = queue.access();
        String why = "Access to the ad account " + queue.account() + " was denied for "
                + access.age(now).toSeconds() + " s (" + access.reason() + ")";
        if (policy.access().failsTask(queue.account())) {
            fail(why, "No data is lost; no offsets are committed past undelivered records.");
            return;
        }
        access.giveUp();
        Problem problem = Problem.found(ProblemCode.AD_ACCOUNT_DENIED, "", why + ".");
        if (health.hasSucceededSince(access.since())) {
            queue.drain(Integer.MAX_VALUE).forEach(event -> buffered.rejected(event, problem));
            return;
        }
        String kind = ApiMessage.kind(access.reason());
        long remaining = Math.max(0, Math.min(Integer.MAX_VALUE, breaker.remaining(kind)));
        List<BufferedEvent<R>> errant = new ArrayList<>(queue.drain((int) remaining));
        errant.forEach(event -> buffered.rejected(event, problem));
        breaker.rejected(kind, errant.size());
        if (breaker.remaining(kind) <= 0) {
            fail(why + ", and no response for another ad account was good in that time", policy.lossOfRejected());
        }
    }

    private void fail(String why, String loss) {
        health.fail(why + ". " + loss + " Check pinterest.ad.account.id,"
                + " mapping.ad_account_id, pinterest.api.url and the role of the token's user, then restart the task."
                + " access.denied.timeout.ms is how long the task waits before it fails.");
    }

    boolean isEmpty() {
        return denied.isEmpty();
    }

    /** Which ad accounts with events are denied and what to do, for the log; empty when none is. */
    Optional<String> summary() {
        List<AccountQueue<R>> parked = denied.stream()
                .filter(queue -> queue.queuedEvents() > 0 || !queue.access().isGivenUp())
                .toList();
        if (parked.isEmpty()) {
            return Optional.empty();
        }
        AccountQueue<R> first = parked.get(0);
        return Optional.of("access to the ad account " + first.account()
                + (parked.size() > 1 ? " and to " + (parked.size() - 1) + " more" : "") + " is denied ("
                + first.access().reason() + "). Check "
                + (policy.access().isConfigured(first.account()) ? "pinterest.ad.account.id" : "mapping.ad_account_id")
                + " and the role of the token's user on the account");
    }
}
