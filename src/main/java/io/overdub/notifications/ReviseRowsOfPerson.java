package io.overdub.notifications;

import io.overdub.accounts.AccountClosed;
import io.overdub.accounts.AccountLimited;
import io.overdub.accounts.AccountReopened;
import io.overdub.accounts.ExposureChanged;
import io.overdub.dubs.Captions;
import io.overdub.dubs.DubId;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import io.overdub.notifications.RevisionRepository.Told;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is gone to others, or back: all that anybody was told of them, and of what was said under their dubs. Not when they became
 * private, or ceased to be: their followers see as much of them as before.
 */
@Singleton
@StableName("notifications.revise_rows_of_person")
class ReviseRowsOfPerson implements StepwiseSubscriber<ExposureChanged> {

    private static final int AT_ONCE = 300;
    private static final int DUBS = 200;
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String UNDER = "under";

    private final Revision revision;
    private final RevisionRepository rows;
    private final Captions captions;

    ReviseRowsOfPerson(Revision revision, RevisionRepository rows, Captions captions) {
        this.revision = revision;
        this.rows = rows;
        this.captions = captions;
    }

    /** Those of one person in the order in which they happened: the last of them finds it as it is. */
    @Override
    public String orderedBy(ExposureChanged event) {
        return event.account().toString();
    }

    @Override
    public @Nullable String step(ExposureChanged event, @Nullable String reached) {
        if (!(event instanceof AccountClosed || event instanceof AccountReopened || event instanceof AccountLimited)) {
            return null;
        }
        var parts = reached == null
                ? new String[] {"told", "", FIRST.toString(), FIRST.toString()}
                : reached.split(" ", -1);
        return parts[0].equals(UNDER)
                ? under(event, UUID.fromString(parts[1]), UUID.fromString(parts[2]))
                : told(event, parts[1], UUID.fromString(parts[2]), UUID.fromString(parts[3]));
    }

    private String told(ExposureChanged event, String sort, UUID reason, UUID account) {
        var some = rows.told(event.account().value(), sort, reason, account, AT_ONCE);
        revision.of(some.stream().map(Told::spot).toList());
        if (some.size() < AT_ONCE) {
            return UNDER + " " + NEWEST + " " + FIRST;
        }
        var last = some.get(AT_ONCE - 1);
        return "told " + last.sort() + " " + last.reason() + " " + last.spot().account();
    }

    private @Nullable String under(ExposureChanged event, UUID before, UUID item) {
        var dubs = captions.by(event.account(), before, DUBS);
        var some = rows.about(dubs.stream().map(DubId::value).toList(), item, AT_ONCE);
        revision.of(some);
        if (some.size() == AT_ONCE) {
            return UNDER + " " + before + " " + some.get(AT_ONCE - 1).item();
        }
        return dubs.size() < DUBS ? null : UNDER + " " + dubs.get(DUBS - 1) + " " + FIRST;
    }
}
