package io.github.pinsink.delivery;

import io.github.pinsink.api.ApiMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ad accounts to which access is denied. Their events wait while those of the others go on. When the time is up, the
 * configured ad account fails the task; events of one that a record named are given up, or fail the task as well, see
 * {@link AccessPolicy}.
 *
 * <p>Where no response at all was good since access to an ad account is denied, the fault may be common to all of them, such
 * as a wrong address. Then no more events are given up than {@link RejectionBreaker} allows, and the task fails.
 */
final class DeniedAccounts<R> {
    private final DeliveryPolicy policy;
    private final BufferedEvents<R> ledger;
    private final ApiHealth standing;
    private final RejectionBreaker refusals;
    // Oldest denial first.
    private final Set<AccountQueue<R>> denied = new LinkedHashSet<>();

    DeniedAccounts(DeliveryPolicy policy, BufferedEvents<R> ledger, ApiHealth standing, RejectionBreaker refusals) {
        this.policy = policy;
        this.ledger = ledger;
        this.standing = standing;
        this.refusals = refusals;
    }

    /** A request for the ad account was denied; its events are with the others of that ad account again. */
    void denied(AccountQueue<R> lane, String why, long sentAt, long now) {
        DeniedAccess access = lane.access();
        denied.add(lane);
        if (access.denied(why, sentAt, now) && (access.isGivenUp() || access.isTimeUp(now))) {
            conclude(lane, now);
        }
    }

    void granted(AccountQueue<R> lane) {
        if (lane.access().isDenied()) {
            lane.access().granted();
            denied.remove(lane);
        }
    }

    /**
     * Gives up ad accounts whose waiting events take too much of the room of the others, the longest denied one first. Where
     * no other is served there is nobody to make room for, and all of them wait for their time.
     */
    void keepWithinShare(long now) {
        if (denied.isEmpty() || standing.isHalted() || !isOverShare()) {
            return;
        }
        for (AccountQueue<R> lane : List.copyOf(denied)) {
            DeniedAccess access = lane.access();
            boolean conclusive = access.isGivenUp() || access.isConfirmed();
            if (conclusive
                    && standing.wasGoodSince(access.since())
                    && !policy.access().isConfigured(lane.account())
                    && lane.waitingEvents() > 0) {
                conclude(lane, now);
                if (!isOverShare()) {
                    return;
                }
            }
        }
    }

    private boolean isOverShare() {
        long events = 0;
        long bytes = 0;
        for (AccountQueue<R> lane : denied) {
            if (!policy.access().isConfigured(lane.account())) {
                events += lane.waitingEvents();
                bytes += lane.waitingBytes();
            }
        }
        return events > policy.access().maxParkedEvents()
                || bytes > policy.access().maxParkedBytes();
    }

    private void conclude(AccountQueue<R> lane, long now) {
        if (standing.isHalted()) {
            return;
        }
        DeniedAccess access = lane.access();
        String why = "Access to the ad account " + lane.account() + " was denied for "
                + access.age(now).toSeconds() + " s (" + access.reason() + ")";
        if (policy.access().failsTask(lane.account())) {
            halt(why);
            return;
        }
        access.giveUp();
        if (standing.wasGoodSince(access.since())) {
            lane.drain(Integer.MAX_VALUE).forEach(event -> ledger.refused(event, why + "."));
            return;
        }
        String kind = ApiMessage.kind(access.reason());
        long room = Math.max(0, Math.min(Integer.MAX_VALUE, refusals.room(kind)));
        List<BufferedEvent<R>> errant = new ArrayList<>(lane.drain((int) room));
        errant.forEach(event -> ledger.refused(event, why + "."));
        refusals.refused(kind, errant.size());
        if (refusals.room(kind) <= 0) {
            halt(why + ", and no response for another ad account was good in that time");
        }
    }

    private void halt(String why) {
        standing.halt(why + ". Nothing is lost, offsets stand still. Check pinterest.ad.account.id,"
                + " mapping.ad_account_id, pinterest.api.url and the role of the token's user, then restart the task."
                + " access.denied.timeout.ms is how long the task waits before it fails.");
    }

    /** Which ad accounts are denied and what to do, for the log; empty when none is. */
    Optional<String> summary() {
        if (denied.isEmpty()) {
            return Optional.empty();
        }
        AccountQueue<R> first = denied.iterator().next();
        return Optional.of("access to the ad account " + first.account()
                + (denied.size() > 1 ? " and to " + (denied.size() - 1) + " more" : "") + " is denied ("
                + first.access().reason() + "). Check "
                + (policy.access().isConfigured(first.account()) ? "pinterest.ad.account.id" : "mapping.ad_account_id")
                + " and the role of the token's user on the account");
    }
}
