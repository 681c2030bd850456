package io.overdub.notifications;

import static java.util.Objects.requireNonNull;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import io.overdub.notifications.fanout.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what is to go out to many, and hands it out parcel by parcel. */
@ApplicationScoped
class Broadcasts {

    /** So long after a process was killed somebody else takes up its parcels; while it lives, it renews in time. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /** So long after a time of people's own clocks it is still about that time. */
    private static final Duration LATE = Duration.ofHours(3);

    /** With the pauses in between some six hours; after that it is no news any more. */
    private static final int MOST_TRIES = 45;

    /** Stretches of an audience that are looked through in one transaction: where few are in it, one after the other has nobody. */
    private static final int MOST_STRETCHES = 20;

    private final BroadcastRepository rows;
    private final ParcelRepository parcels;
    private final LegRepository legs;
    private final CampaignRepository campaigns;
    private final DeliveryRepository deliveries;
    private final DeviceRepository devices;
    private final DialRepository dial;
    private final Approvals approvals;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    Broadcasts(
            BroadcastRepository rows,
            ParcelRepository parcels,
            LegRepository legs,
            CampaignRepository campaigns,
            DeliveryRepository deliveries,
            DeviceRepository devices,
            DialRepository dial,
            Approvals approvals,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.parcels = parcels;
        this.legs = legs;
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.devices = devices;
        this.dial = dial;
        this.approvals = approvals;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** Lets these people hear of it on all their devices, in their turn. */
    @Transactional
    void send(News news, Collection<AccountId> to) {
        var targets = devices.reachable(to);
        if (targets.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var broadcast = rows.grow(ids.next(), news, targets.size(), now);
        for (var from = 0; from < targets.size(); from += Batch.MOST) {
            var some = targets.subList(from, Math.min(from + Batch.MOST, targets.size()));
            parcels.add(ids.next(), broadcast, some, 0, now);
        }
    }

    /** Lets a campaign go out to each part of its audience in its time; of each the canary first. */
    @Transactional
    void open(Campaign campaign, List<Departure> departures, Instant first, long reach) {
        var id = campaign.id();
        rows.open(id, News.answer(Kind.CAMPAIGN, id), reach, first);
        var canary = Leg.WHOLE * campaign.canaryPercent() / 100;
        for (var departure : departures) {
            if (canary > 0) {
                legs.add(new Leg(ids.next(), id, departure.at(), departure.zones(), 0, canary, Leg.START, false));
            }
            legs.add(new Leg(
                    ids.next(), id, departure.at(), departure.zones(), canary, Leg.WHOLE, Leg.START, canary > 0));
        }
    }

    /** @param parcel to work on; null when there was none yet, or no more */
    record Turn(@Nullable Parcel parcel) {}

    /** The broadcast whose turn it is has its turn; empty when nothing is due. */
    @Transactional
    Optional<Turn> take() {
        var now = clock.instant();
        return rows.lockDue(now).map(broadcast -> {
            rows.served(broadcast.id(), now);
            return new Turn(take(broadcast, now)
                    .or(() -> list(broadcast, now) ? take(broadcast, now) : Optional.empty())
                    .orElse(null));
        });
    }

    private Optional<Parcel> take(BroadcastRepository.Due broadcast, Instant now) {
        return parcels.take(broadcast, ids.next(), now, now.plus(LEASE));
    }

    /** Somebody of the next stretches of the audience becomes a parcel; false when nobody does in this turn. */
    private boolean list(BroadcastRepository.Due broadcast, Instant now) {
        for (var stretch = 0; stretch < MOST_STRETCHES; stretch++) {
            var leg = legs.due(broadcast.id(), now);
            if (leg.isEmpty()) {
                rows.end(broadcast.id(), now);
                return false;
            }
            if (isLate(leg.get(), now)) {
                postpone(leg.get(), now);
                continue;
            }
            var room = room(broadcast.id());
            if (room <= 0 && !campaigns.next(leg.get(), 1, now).rows().isEmpty()) {
                // More registered after it was scheduled than one person may decide about, or whoever answered for it
                // does so no more.
                rows.pause(broadcast.id());
                return false;
            }
            var some = next(leg.get(), (int) Math.max(1, Math.min(room, Batch.MOST)), now);
            if (!some.isEmpty()) {
                rows.list(broadcast.id(), some.size());
                parcels.add(ids.next(), broadcast.id(), some, 0, now);
                return true;
            }
        }
        return false;
    }

    /** How many devices it may still go to before somebody else has to approve it. */
    private long room(UUID id) {
        return rows.answered(id)
                .map(one -> approvals.reachWithout(one.author(), one.approvedBy(), one.expected()) - one.listed())
                .orElse(Long.MAX_VALUE);
    }

    private List<UUID> next(Leg leg, int most, Instant now) {
        var stretch = campaigns.next(leg, most, now);
        var some = stretch.rows();
        if (stretch.end() == null) {
            legs.remove(leg);
        } else {
            legs.advance(leg, stretch.end());
        }
        // Whoever travels from zone to zone would be met twice.
        return leg.zones() == null || some.isEmpty() ? some : deliveries.first(leg.broadcast(), some, now);
    }

    void renew(Collection<UUID> leases) {
        parcels.renew(leases, clock.instant().plus(LEASE));
    }

    void release(Parcel parcel) {
        parcels.release(parcel, clock.instant());
    }

    /**
     * A part is settled but for those that the service did not take; they are tried again, later and later, until they are given up.
     *
     * @return the parcel's clearance by then; none when it is somebody else's by now, who will repeat the part
     */
    Optional<Clearance> settle(Parcel parcel, int part, Tally tally, List<UUID> again) {
        return again.isEmpty() || parcel.tries() < MOST_TRIES
                ? parcels.settle(
                        parcel, part, tally, again, ids.next(), clock.instant().plus(pauseAfter(parcel.tries())))
                : parcels.settle(
                        parcel,
                        part,
                        tally.plus(new Tally(0, 0, again.size(), 0, 0)),
                        List.of(),
                        ids.next(),
                        clock.instant());
    }

    /** 1 s, 2 s, 4 s … */
    private static Duration pauseAfter(int tries) {
        var pause = Duration.ofSeconds(1L << Math.min(tries, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** All its parts are settled. */
    @Transactional
    void finish(Parcel parcel) {
        var tally = parcels.remove(parcel);
        if (tally != null) {
            rows.add(parcel.broadcast(), tally);
            rows.end(parcel.broadcast(), clock.instant());
        }
    }

    Page<Broadcast> newest(@Nullable String cursor, int limit) {
        return pages.fill(
                "notifications/broadcasts",
                cursor,
                limit,
                (before, some) -> rows.newest(before, some, clock.instant()),
                found -> found);
    }

    /** @throws Refusal 404 {@code broadcast_not_found} */
    Broadcast show(UUID id) {
        var found = find(List.of(id)).get(id);
        if (found == null) {
            throw new BroadcastNotFound();
        }
        return found;
    }

    Map<UUID, Broadcast> find(Collection<UUID> some) {
        return rows.find(some, clock.instant()).stream().collect(Collectors.toMap(Broadcast::id, Function.identity()));
    }

    /** @throws Refusal 404 {@code broadcast_not_found}; 409 {@code broadcast_over}, {@code approval_missing}; 422 for what comes by itself */
    @Transactional
    Broadcast turn(UUID id, Broadcast.State wanted) {
        var from = switch (wanted) {
            case RUNNING, PAUSED -> List.of(Broadcast.State.RUNNING, Broadcast.State.PAUSED);
            case CANCELLED -> List.of(Broadcast.State.RUNNING, Broadcast.State.PAUSED, Broadcast.State.CANCELLED);
            case DONE -> throw new NotYours();
        };
        if (!rows.turn(id, wanted, from)) {
            throw show(id).state() == Broadcast.State.CANCELLED
                    ? new BroadcastOver("It was cancelled")
                    : new BroadcastOver("It is done");
        }
        var left = legs.of(id);
        if (wanted == Broadcast.State.RUNNING && !left.isEmpty() && room(id) <= 0) {
            throw new ApprovalMissing();
        }
        if (wanted == Broadcast.State.CANCELLED) {
            left.forEach(leg -> suppress(id, leg));
        } else if (wanted == Broadcast.State.RUNNING && left.stream().allMatch(Leg::held) && !parcels.isLeftOf(id)) {
            // What was to come at a time of people's own clocks may be late by now.
            legs.letGo(id);
        }
        // What was under way when it was paused may have been the last.
        rows.end(id, clock.instant());
        return show(id);
    }

    /** Whether the hour of people's own clocks that it was meant for is long past, for whatever reason it was held up. */
    private static boolean isLate(Leg leg, Instant now) {
        return leg.zones() != null && leg.dueAt().isBefore(now.minus(LATE));
    }

    /** Until that hour of the next day. */
    private void postpone(Leg leg, Instant now) {
        var zones = requireNonNull(leg.zones());
        var localTime = campaigns.find(leg.broadcast()).map(Campaign::localTime).orElseThrow();
        legs.remove(leg);
        Departure.next(CampaignRules.localTime(localTime), zones, now)
                .forEach(departure -> legs.add(new Leg(
                        ids.next(),
                        leg.broadcast(),
                        departure.at(),
                        departure.zones(),
                        leg.shareFrom(),
                        leg.shareUntil(),
                        leg.reached(),
                        leg.held())));
    }

    private void suppress(UUID id, Leg leg) {
        rows.suppress(id, campaigns.left(leg, clock.instant()));
        legs.remove(leg);
    }

    Dial dial() {
        return dial.read();
    }

    Dial turn(int perSecond, AccountId by) {
        dial.set(perSecond, by, clock.instant());
        return dial.read();
    }

    private static final class BroadcastNotFound extends Refusal {
        BroadcastNotFound() {
            super(Kind.NOT_FOUND, "broadcast_not_found", "There is no such broadcast");
        }
    }

    private static final class BroadcastOver extends Refusal {
        BroadcastOver(String detail) {
            super(Kind.CONFLICT, "broadcast_over", detail);
        }
    }

    private static final class ApprovalMissing extends Refusal {
        ApprovalMissing() {
            super(
                    Kind.CONFLICT,
                    "approval_missing",
                    "It goes to more devices than when it was scheduled, or who answered for it is no editor any more:"
                            + " somebody else must approve it");
        }
    }

    private static final class NotYours extends Refusal {
        NotYours() {
            super(
                    Kind.INVALID,
                    "unfit_state",
                    "A broadcast is done by itself",
                    List.of(new Fault("state", "is running, paused or cancelled")));
        }
    }
}
