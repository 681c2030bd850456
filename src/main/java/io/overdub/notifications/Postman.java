package io.overdub.notifications;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.EngineAway;
import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings pushes to devices: each to each device once. That it is sent is written down before it is, so after a crash in between nobody
 * knows whether it was, and it stays so; what the service did surely not take is tried again.
 */
@ApplicationScoped
class Postman {

    /** What could not be sent for so long is no news any more; the inbox has it. */
    static final Duration FRESH = Duration.ofHours(6);

    private static final Duration LIFE = Duration.ofDays(1);

    private final Endpoints endpoints;
    private final DeviceRepository devices;
    private final DeliveryRepository deliveries;
    private final PersonRepository people;
    private final InboxRepository inbox;
    private final HeldRepository held;
    private final Tact tact;
    private final Accounts accounts;
    private final NotificationsConfig config;
    private final Clock clock;

    Postman(
            Endpoints endpoints,
            DeviceRepository devices,
            DeliveryRepository deliveries,
            PersonRepository people,
            InboxRepository inbox,
            HeldRepository held,
            Tact tact,
            Accounts accounts,
            NotificationsConfig config,
            Clock clock) {
        this.endpoints = endpoints;
        this.devices = devices;
        this.deliveries = deliveries;
        this.people = people;
        this.inbox = inbox;
        this.held = held;
        this.tact = tact;
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    /** @throws EngineAway when the service takes nothing now; what it took before is not sent again */
    void deliver(PushDue due) {
        var now = clock.instant();
        var person = people.reachable(List.of(due.to())).stream().findFirst();
        if (person.isEmpty()
                || now.isAfter(due.at().plus(FRESH))
                || !person.get().wantsPushOf(due.kind())
                || !tact.allows(due.to(), due.news())
                || isHeld(due, person.get(), now)
                || !isAdmitted(due, person.get())) {
            return;
        }
        var actor =
                due.actor() == null ? null : accounts.find(List.of(due.actor())).get(due.actor());
        var others = Math.max(inbox.people(due.item()) - 1, 0);
        var away = false;
        for (var device : devices.reachable(due.to())) {
            away |= !send(due, device, message(due, device, actor, others));
        }
        if (away) {
            throw new EngineAway("The push service");
        }
    }

    /** It was on its way for so long that they sleep by now. Where some of their devices have it the others can do without. */
    private boolean isHeld(PushDue due, Person person, Instant now) {
        var quiet = person.quiet();
        var end = quiet == null ? null : quiet.endIfQuiet(now, person.zone());
        if (end != null && !deliveries.isBegun(due.push())) {
            held.hold(due.news(), due.to(), due.item(), due.at(), end);
        }
        return end != null;
    }

    private boolean isAdmitted(PushDue due, Person person) {
        var cap = person.capOr(config.dailyCap());
        var today = LocalDate.ofInstant(clock.instant(), person.zone());
        return deliveries.admit(
                due.push(), due.to(), today, due.kind().isAnswer() ? Integer.MAX_VALUE : cap, clock.instant());
    }

    /** False when the service takes nothing for this device now: it may take what is for another, of another platform. */
    private boolean send(PushDue due, Device device, Message message) {
        if (!deliveries.begin(due.push(), device.id(), clock.instant())) {
            return true;
        }
        var receipt = Receipt.AWAY;
        try {
            receipt = handOver(device, message);
        } finally {
            if (receipt == Receipt.BUSY || receipt == Receipt.AWAY) {
                deliveries.takeBack(due.push(), device.id());
            } else {
                deliveries.settle(due.push(), device.id(), receipt);
            }
        }
        return receipt != Receipt.BUSY && receipt != Receipt.AWAY;
    }

    private Receipt handOver(Device device, Message message) {
        try {
            return endpoints.send(device, message);
        } catch (EngineAway e) {
            return Receipt.AWAY;
        }
    }

    private static Message message(PushDue due, Device device, @Nullable Account actor, long others) {
        var name = actor == null ? "" : actor.displayName();
        return new Message(
                due.push().toString(),
                due.kind().stored(),
                "Overdub",
                Wording.of(due.kind(), device.language(), name, others),
                link(due, due.actor()),
                due.item().toString(),
                LIFE,
                true);
    }

    private static String link(PushDue due, @Nullable AccountId actor) {
        return switch (due.kind().about()) {
            case DUB -> "overdub://dubs/" + due.subject();
            case QUOTE -> "overdub://quotes/" + due.subject();
            case CAMPAIGN -> "overdub://inbox";
            case NOTHING -> actor == null ? "overdub://inbox" : "overdub://accounts/" + actor;
        };
    }
}
