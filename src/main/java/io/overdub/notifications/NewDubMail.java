package io.overdub.notifications;

import io.overdub.accounts.Accounts;
import io.overdub.kernel.Ids;
import io.overdub.notifications.push.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What followers get on their devices: one who published a new dub, if they may still see it and still want to hear of it. What lay for
 * hours, since nobody worked on it or it was paused, is no news any more; the inbox has it.
 */
@ApplicationScoped
class NewDubMail implements Mail {

    private static final Duration LIFE = Duration.ofDays(1);

    private final Accounts accounts;
    private final Tact tact;
    private final Admission admission;
    private final Clock clock;

    NewDubMail(Accounts accounts, Tact tact, Admission admission, Clock clock) {
        this.accounts = accounts;
        this.tact = tact;
        this.admission = admission;
        this.clock = clock;
    }

    @Override
    public Map<UUID, Message> write(Parcel parcel, List<Device> devices) {
        var news = parcel.news();
        if (clock.instant().isAfter(Ids.issuedAt(parcel.id()).plus(Postman.FRESH))) {
            return Map.of();
        }
        var actor = news.actor();
        var author = actor == null ? null : accounts.find(List.of(actor)).get(actor);
        if (author == null) {
            return Map.of();
        }
        var owners = devices.stream().map(Device::account).distinct().toList();
        var admitted = admission.to(parcel, tact.allowed(owners, news));
        var messages = new HashMap<UUID, Message>();
        for (var device : devices) {
            if (admitted.contains(device.account())) {
                messages.put(device.id(), message(parcel, device.language(), author.displayName()));
            }
        }
        return messages;
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
