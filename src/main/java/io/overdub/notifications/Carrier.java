package io.overdub.notifications;

import io.overdub.kernel.EngineAway;
import io.overdub.notifications.fanout.Batch;
import io.overdub.notifications.fanout.Fanout;
import io.overdub.notifications.fanout.Flow;
import io.overdub.notifications.fanout.Letter;
import io.overdub.notifications.fanout.Part;
import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries a parcel to its devices. What became of a part is written down right after it went, so whoever takes the parcel up after a crash
 * repeats the part that was under way, and no other.
 */
@ApplicationScoped
class Carrier {

    /** What was read of people and devices holds for so long; then it is read anew. */
    private static final long GOOD_FOR_MS = 10_000;

    private final Fanout fanout;
    private final Broadcasts broadcasts;
    private final NewDubMail newDubs;
    private final CampaignMail campaigns;
    private final DeviceRepository devices;
    private final Endpoints endpoints;
    private final Pacer pacer;
    private final Clock clock;

    Carrier(
            Fanout fanout,
            Broadcasts broadcasts,
            NewDubMail newDubs,
            CampaignMail campaigns,
            DeviceRepository devices,
            Endpoints endpoints,
            Pacer pacer,
            Clock clock) {
        this.fanout = fanout;
        this.broadcasts = broadcasts;
        this.newDubs = newDubs;
        this.campaigns = campaigns;
        this.devices = devices;
        this.endpoints = endpoints;
        this.pacer = pacer;
        this.clock = clock;
    }

    void carry(Parcel parcel) {
        var trip = new Trip(parcel);
        try {
            while (trip.goesOn()) {
                trip.round();
            }
        } finally {
            trip.leaveLane();
        }
        if (trip.open.isEmpty()) {
            broadcasts.finish(parcel);
        } else {
            broadcasts.release(parcel);
        }
    }

    private Mail mail(Parcel parcel) {
        return parcel.news().kind() == Kind.CAMPAIGN ? campaigns : newDubs;
    }

    /** One parcel in the hands of one worker. */
    private final class Trip implements Flow {

        private final Parcel parcel;
        private final List<Integer> open = new ArrayList<>();
        private final Map<Integer, List<UUID>> unsent = new HashMap<>();
        private Map<UUID, Device> known = Map.of();
        private @Nullable Clearance clearance;
        private boolean over;
        private long readAt;

        /** That was waited for, and is not used yet. */
        private boolean hasTurn;

        /** Letters that went, or are about to, and are not written down. */
        private int underWay;

        Trip(Parcel parcel) {
            this.parcel = parcel;
            for (var part = 0; part < parcel.parts(); part++) {
                if (!parcel.isDone(part)) {
                    open.add(part);
                }
            }
        }

        boolean goesOn() {
            return !over && !open.isEmpty();
        }

        /** Sends what is open, or as much of it as goes before what was read is too old. */
        void round() {
            if (parcel.cancelled()) {
                for (var part : List.copyOf(open)) {
                    settle(part, Tally.suppressed(parcel.devicesOf(part).size()), List.of());
                }
                return;
            }
            readAt = clock.millis();
            known = devices
                    .find(open.stream()
                            .flatMap(part -> parcel.devicesOf(part).stream())
                            .toList())
                    .stream()
                    .collect(Collectors.toMap(Device::id, Function.identity()));
            var messages = mail(parcel).write(parcel, List.copyOf(known.values()));
            var parts = new ArrayList<Part>();
            for (var part : List.copyOf(open)) {
                var letters = letters(part, messages);
                if (letters.isEmpty()) {
                    settle(part, Tally.suppressed(silent(part, 0)), unsent.getOrDefault(part, List.of()));
                } else {
                    parts.add(new Part(part, letters));
                }
            }
            if (!over && !parts.isEmpty()) {
                send(new Batch(parcel.id(), parts));
            }
        }

        private void send(Batch batch) {
            try {
                fanout.send(batch, this);
            } finally {
                arrived(underWay);
            }
        }

        /** When all have, it is the turn of somebody else. */
        private void arrived(int letters) {
            var last = underWay > 0 && underWay == letters;
            underWay -= letters;
            if (last) {
                pacer.gone();
            }
        }

        private List<Letter> letters(int part, Map<UUID, Message> messages) {
            var letters = new ArrayList<Letter>();
            var put = new ArrayList<UUID>();
            for (var id : parcel.devicesOf(part)) {
                var message = messages.get(id);
                if (message != null) {
                    var device = Objects.requireNonNull(known.get(id));
                    try {
                        endpoint(device)
                                .ifPresent(
                                        endpoint -> letters.add(new Letter(id, device.platform(), endpoint, message)));
                    } catch (EngineAway e) {
                        put.add(id);
                    }
                }
            }
            unsent.put(part, put);
            return letters;
        }

        /** The service may not have heard of it yet. */
        private Optional<String> endpoint(Device device) {
            return device.endpoint() == null ? endpoints.present(device) : Optional.of(device.endpoint());
        }

        private int silent(int part, int sent) {
            return parcel.devicesOf(part).size()
                    - sent
                    - unsent.getOrDefault(part, List.of()).size();
        }

        private boolean isStale() {
            return clock.millis() - readAt > GOOD_FOR_MS;
        }

        /** Nothing was left to send when the turn came. */
        void leaveLane() {
            if (hasTurn) {
                pacer.gone();
            }
        }

        @Override
        public boolean mayGo(int letters) {
            if (isStale()) {
                return false;
            }
            over = over || !hasTurn && !pacer.mayGo(parcel, letters, clearance);
            // It may have come so late that all is read anew first.
            hasTurn = !over && isStale();
            underWay = over || hasTurn ? 0 : letters;
            return !over && !hasTurn;
        }

        @Override
        public void done(Part part, List<Receipt> receipts) {
            var tally = Tally.suppressed(silent(part.number(), receipts.size()));
            var again = new ArrayList<>(unsent.getOrDefault(part.number(), List.of()));
            for (var i = 0; i < receipts.size(); i++) {
                var device =
                        Objects.requireNonNull(known.get(part.letters().get(i).device()));
                var receipt = learnt(device, receipts.get(i));
                if (receipt == Receipt.BUSY || receipt == Receipt.AWAY) {
                    again.add(device.id());
                } else {
                    tally = tally.plus(Tally.of(receipt));
                }
            }
            settle(part.number(), tally, again);
            arrived(part.letters().size());
        }

        private void settle(int part, Tally tally, List<UUID> again) {
            var held = broadcasts.settle(parcel, part, tally, again);
            clearance = held.orElse(null);
            over = over || held.isEmpty();
            if (held.isPresent()) {
                open.remove(Integer.valueOf(part));
            }
        }
    }

    private Receipt learnt(Device device, Receipt receipt) {
        if (receipt == Receipt.DEAD) {
            devices.bury(device, clock.instant());
        }
        if (receipt != Receipt.GONE) {
            return receipt;
        }
        try {
            return endpoints.renew(device).isPresent() ? Receipt.BUSY : Receipt.DEAD;
        } catch (EngineAway e) {
            return Receipt.AWAY;
        }
    }
}
