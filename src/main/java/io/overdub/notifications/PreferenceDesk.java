package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Refusal;
import io.overdub.notifications.Preferences.Choice;
import io.overdub.notifications.Preferences.QuietHours;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what people want. */
@ApplicationScoped
class PreferenceDesk {

    private final PersonRepository people;
    private final HeldRepository held;
    private final Clock clock;

    PreferenceDesk(PersonRepository people, HeldRepository held, Clock clock) {
        this.people = people;
        this.held = held;
        this.clock = clock;
    }

    /** All kinds are named. */
    Preferences of(AccountId account) {
        var wishes = people.wishes(account).orElse(new PersonRepository.Wishes(List.of(), null, null, null));
        var quiet = wishes.quiet();
        return new Preferences(
                Arrays.stream(Kind.values())
                        .map(kind -> new Choice(
                                kind,
                                !wishes.silenced().contains(Silence.push(kind)),
                                !wishes.silenced().contains(Silence.inbox(kind))))
                        .toList(),
                quiet == null
                        ? null
                        : new QuietHours(quiet.from().toString(), quiet.until().toString(), wishes.timeZone()),
                wishes.dailyCap());
    }

    /** What waits for the end of quiet hours is judged by the new ones. */
    @Transactional
    void set(AccountId account, Preferences wanted) {
        var hours = wanted.quietHours();
        var quiet = quiet(hours);
        people.wish(
                account,
                new PersonRepository.Wishes(
                        silenced(wanted.kinds()), quiet, hours == null ? null : zone(hours), wanted.dailyCap()));
        held.hurry(account, clock.instant());
    }

    private static List<String> silenced(List<Choice> choices) {
        var silenced = new ArrayList<String>();
        for (var choice : choices) {
            if (!choice.push()) {
                silenced.add(Silence.push(choice.kind()));
            }
            if (!choice.inbox()) {
                silenced.add(Silence.inbox(choice.kind()));
            }
        }
        return silenced.stream().distinct().toList();
    }

    private static @Nullable Quiet quiet(@Nullable QuietHours hours) {
        if (hours == null) {
            return null;
        }
        if (hours.from().equals(hours.until())) {
            throw new UnfitPreferences("quiet_hours.until", "is not the same as from");
        }
        return new Quiet(LocalTime.parse(hours.from()), LocalTime.parse(hours.until()));
    }

    private static @Nullable String zone(QuietHours hours) {
        var named = hours.timeZone();
        return named == null
                ? null
                : TimeZones.named(named)
                        .orElseThrow(() -> new UnfitPreferences(
                                "quiet_hours.time_zone", "is not a name of the IANA time zone database"));
    }

    private static final class UnfitPreferences extends Refusal {
        UnfitPreferences(String field, String message) {
            super(Kind.INVALID, "unfit_preferences", "This cannot be wanted", List.of(new Fault(field, message)));
        }
    }
}
