package io.overdub.notifications;

import io.overdub.connections.StandingChanged;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Use;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import io.overdub.notifications.RevisionRepository.About;
import io.overdub.notifications.RevisionRepository.Spot;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two people may see more or less of each other: what either was told of the other, and of what was said under the other's dubs. */
@Singleton
@StableName("notifications.revise_rows_of_pair")
class ReviseRowsOfPair implements StepwiseSubscriber<StandingChanged> {

    private static final int AT_ONCE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final Revision revision;
    private final RevisionRepository rows;
    private final Candidates dubs;

    ReviseRowsOfPair(Revision revision, RevisionRepository rows, Candidates dubs) {
        this.revision = revision;
        this.rows = rows;
        this.dubs = dubs;
    }

    /** @param other whether it is the inbox of the other one */
    private record Reached(boolean other, String sort, UUID subject) {

        static Reached read(String text) {
            var parts = text.split(" ", -1);
            return new Reached(Boolean.parseBoolean(parts[0]), parts[1], UUID.fromString(parts[2]));
        }

        String write() {
            return other + " " + sort + " " + subject;
        }
    }

    @Override
    public @Nullable String step(StandingChanged event, @Nullable String text) {
        var reached = text == null ? new Reached(false, "", FIRST) : Reached.read(text);
        var account = reached.other ? event.person() : event.account();
        var person = reached.other ? event.account() : event.person();
        if (reached.sort.isEmpty()) {
            revision.of(rows.of(account.value(), person.value()));
        }
        var some = rows.elsewhere(account.value(), reached.sort, reached.subject, AT_ONCE);
        var theirs = dubs
                .usesOf(some.stream()
                        .map(About::subject)
                        .distinct()
                        .map(DubId::new)
                        .toList())
                .stream()
                .filter(use -> use.author().equals(person))
                .map(Use::dub)
                .map(DubId::value)
                .collect(Collectors.toSet());
        revision.of(some.stream()
                .filter(row -> theirs.contains(row.subject()))
                .map(row -> new Spot(row.item(), account.value()))
                .toList());
        return next(reached, some);
    }

    private static @Nullable String next(Reached reached, List<About> some) {
        if (some.size() == AT_ONCE) {
            var last = some.get(AT_ONCE - 1);
            return new Reached(reached.other, last.sort(), last.subject()).write();
        }
        return reached.other ? null : new Reached(true, "", FIRST).write();
    }
}
