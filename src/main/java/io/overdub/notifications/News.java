package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell people of, each once.
 *
 * @param actor who did it; null when nobody in particular did
 * @param reason what makes it news: the same kind, actor and reason is none
 * @param subject what it is about; rows of one subject are one row
 */
record News(Kind kind, @Nullable AccountId actor, UUID reason, UUID subject) {

    private static final UUID NOTHING = new UUID(0, 0);

    static News of(Kind kind, AccountId actor, UUID reasonAndSubject) {
        return new News(kind, actor, reasonAndSubject, reasonAndSubject);
    }

    static News answer(Kind kind, UUID subject) {
        return new News(kind, null, subject, subject);
    }

    /** Once for each pair of people, however often it is undone and done; in a row with what came on the same day. */
    static News between(Kind kind, AccountId actor, LocalDate day) {
        return new News(kind, actor, NOTHING, new UUID(0, day.toEpochDay()));
    }

    /** As the rows name it. */
    UUID actorOrNobody() {
        return actor == null ? NOTHING : actor.value();
    }
}
