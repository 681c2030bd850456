package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.notifications.DeliveryRepository.Allowance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** Who of many may get a push of a broadcast now: whoever wants it, does not want to be left alone, and has not had too many today. */
@ApplicationScoped
class Admission {

    private final PersonRepository people;
    private final DeliveryRepository deliveries;
    private final NotificationsConfig config;
    private final Clock clock;

    Admission(PersonRepository people, DeliveryRepository deliveries, NotificationsConfig config, Clock clock) {
        this.people = people;
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    /** Decided once for each person, and counted towards their day once. Whom quiet hours keep from it finds it in the inbox. */
    Set<AccountId> to(Parcel parcel, Collection<AccountId> persons) {
        var now = clock.instant();
        var allowances = people.reachable(persons).stream()
                .filter(person -> person.wantsPushOf(parcel.news().kind()))
                .filter(person -> !person.isQuiet(now))
                .map(person -> new Allowance(
                        person.account(), LocalDate.ofInstant(now, person.zone()), person.capOr(config.dailyCap())))
                .toList();
        return deliveries.admit(parcel.broadcast(), allowances, now);
    }
}
