package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.notifications.DeliveryRepository.Allowance;
import io.overdub.notifications.push.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What followers get on their devices: one who published a new dub, if they may still see it and still want to hear of it. */
@ApplicationScoped
class NewDubMail {

    private static final Duration LIFE = Duration.ofDays(1);

    private final Accounts accounts;
    private final PersonRepository people;
    private final DeliveryRepository deliveries;
    private final Tact tact;
    private final NotificationsConfig config;
    private final Clock clock;

    NewDubMail(
            Accounts accounts,
            PersonRepository people,
            DeliveryRepository deliveries,
            Tact tact,
            NotificationsConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.people = people;
        this.deliveries = deliveries;
        this.tact = tact;
        this.config = config;
        this.clock = clock;
    }

    /** What each of these devices is to show; nothing for those that are to show nothing. May be asked again. */
    Map<UUID, Message> write(Parcel parcel, List<Device> devices) {
        var news = parcel.news();
        var actor = news.actor();
        var author = actor == null ? null : accounts.find(List.of(actor)).get(actor);
        if (author == null) {
            return Map.of();
        }
        var owners = devices.stream().map(Device::account).distinct().toList();
        var admitted = admitted(parcel, tact.allowed(owners, news));
        var messages = new HashMap<UUID, Message>();
        for (var device : devices) {
            if (admitted.contains(device.account())) {
                messages.put(device.id(), message(parcel, device.language(), author.displayName()));
            }
        }
        return messages;
    }

    private Collection<AccountId> admitted(Parcel parcel, Collection<AccountId> allowed) {
        var now = clock.instant();
        var allowances = people.reachable(allowed).stream()
                .filter(person -> person.wantsPushOf(parcel.news().kind()))
                // Whose quiet hours began while it waited finds it in the inbox.
                .filter(person -> !person.isQuiet(now))
                .map(person -> new Allowance(
                        person.account(), LocalDate.ofInstant(now, person.zone()), person.capOr(config.dailyCap())))
                .toList();
        return deliveries.admit(parcel.broadcast(), allowances, now);
    }

    private static Message message(Parcel parcel, String language, String author) {
        var news = parcel.news();
        return new Message(
                parcel.broadcast().toString(),
                news.kind().stored(),
                "Overdub",
                Wording.of(news.kind(), language, author, 0),
                "overdub://dubs/" + news.subject(),
                news.subject().toString(),
                LIFE,
                true);
    }
}
