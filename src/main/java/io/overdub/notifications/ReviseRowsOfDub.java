package io.overdub.notifications;

import io.overdub.dubs.AudienceChanged;
import io.overdub.dubs.DubPublished;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import io.overdub.notifications.RevisionRepository.Spot;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Others than its author can no longer see a dub, or can: who was told of it, and of what was said under it. When it is shown (again),
 * {@link TellFollowers} goes to those who are to know of it.
 */
@Singleton
@StableName("notifications.revise_rows_of_dub")
class ReviseRowsOfDub implements StepwiseSubscriber<AudienceChanged> {

    private static final int AT_ONCE = 300;
    private static final UUID FIRST = new UUID(0, 0);
    private static final String TOLD = "told";
    private static final String UNDER = "under";

    private final Revision revision;
    private final RevisionRepository rows;

    ReviseRowsOfDub(Revision revision, RevisionRepository rows) {
        this.revision = revision;
        this.rows = rows;
    }

    @Override
    public String orderedBy(AudienceChanged event) {
        return event.dub().toString();
    }

    @Override
    public @Nullable String step(AudienceChanged event, @Nullable String reached) {
        var parts = reached == null
                ? new String[] {event instanceof DubPublished ? UNDER : TOLD, FIRST.toString()}
                : reached.split(" ", -1);
        var after = UUID.fromString(parts[1]);
        return parts[0].equals(UNDER) ? under(event, after) : told(event, after);
    }

    private String told(AudienceChanged event, UUID account) {
        var some = rows.toldOf(event.author().value(), event.dub().value(), account, AT_ONCE);
        revision.of(some);
        return some.size() < AT_ONCE
                ? UNDER + " " + FIRST
                : TOLD + " " + last(some).account();
    }

    private @Nullable String under(AudienceChanged event, UUID item) {
        var some = rows.about(List.of(event.dub().value()), item, AT_ONCE);
        revision.of(some);
        return some.size() < AT_ONCE ? null : UNDER + " " + last(some).item();
    }

    private static Spot last(List<Spot> some) {
        return some.get(some.size() - 1);
    }
}
