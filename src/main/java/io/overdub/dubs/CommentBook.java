package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.edge.Idempotent;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Writes comments down, and what becomes of them. Each step locks the dub: what is said of its comments comes in the order of the facts. */
@ApplicationScoped
class CommentBook {

    /** Of a thread: whoever deletes or hides the first comment takes them away with it, and all are told of one by one. */
    static final int MOST_REPLIES = 2_000;

    /** The same text by one person under one dub. */
    private static final int MOST_REPEATED = 3;

    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(1);

    private final CommentRepository comments;
    private final CommentShelf shelf;
    private final DubRepository dubs;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    CommentBook(
            CommentRepository comments, CommentShelf shelf, DubRepository dubs, Outbox outbox, Ids ids, Clock clock) {
        this.comments = comments;
        this.shelf = shelf;
        this.dubs = dubs;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Idempotent
    @Transactional
    @ResponseStatus(201)
    Comment add(Remark remark) {
        lock(remark.dub());
        var thread = remark.thread();
        if (thread != null && !comments.isThere(thread, remark.dub())) {
            throw new CommentNotFound();
        }
        if (thread != null && comments.repliesIn(thread, MOST_REPLIES) == MOST_REPLIES) {
            throw new ThreadFull();
        }
        refuseRepeated(remark);
        var id = new CommentId(ids.next());
        comments.add(id, remark, clock.instant());
        announce(List.of(id));
        return shelf.own(remark.author(), id, remark.dub());
    }

    private void refuseRepeated(Remark remark) {
        var now = clock.instant();
        var said = comments.saidSince(now.minus(REPEATED_WITHIN), remark, MOST_REPEATED);
        if (said.size() == MOST_REPEATED) {
            var first = said.get(MOST_REPEATED - 1);
            throw CommentRefused.repeated(Duration.between(now, first.plus(REPEATED_WITHIN)));
        }
    }

    private void announce(List<CommentId> seen) {
        outbox.publish(comments.announcements(seen).toArray(CommentAdded[]::new));
    }

    /** With its replies, when it begins a thread. */
    @Transactional
    void delete(CommentId id, DubId dub) {
        lock(id, dub);
        outbox.publish(comments.delete(id, dub, clock.instant()).toArray(CommentGone[]::new));
    }

    @Transactional
    void deleteIfThere(CommentId id, DubId dub) {
        if (dubs.lockLive(dub).isPresent() && comments.isThere(id, dub)) {
            outbox.publish(comments.delete(id, dub, clock.instant()).toArray(CommentGone[]::new));
        }
    }

    @Transactional
    void hide(CommentId id, DubId dub) {
        lock(id, dub);
        outbox.publish(comments.hide(id, dub).toArray(CommentGone[]::new));
    }

    @Transactional
    void unhide(CommentId id, DubId dub) {
        lock(id, dub);
        announce(comments.unhide(id, dub));
    }

    /** In place of the one that was on top before. */
    @Transactional
    void pin(CommentId id, DubId dub) {
        lock(id, dub);
        if (!comments.pin(id, dub)) {
            throw new NotPinnable();
        }
    }

    @Transactional
    void unpin(CommentId id, DubId dub) {
        lock(id, dub);
        comments.unpin(id, dub);
    }

    void like(CommentId id, AccountId account) {
        comments.like(id, account, clock.instant());
    }

    void unlike(CommentId id, AccountId account) {
        comments.unlike(id, account);
    }

    private void lock(CommentId id, DubId dub) {
        lock(dub);
        if (!comments.isThere(id, dub)) {
            throw new CommentNotFound();
        }
    }

    private void lock(DubId dub) {
        if (dubs.lockLive(dub).isEmpty()) {
            throw new DubNotFound();
        }
    }

    private static final class ThreadFull extends Refusal {
        ThreadFull() {
            super(Kind.CONFLICT, "thread_full", "This thread has %d replies already".formatted(MOST_REPLIES));
        }
    }

    private static final class NotPinnable extends Refusal {
        NotPinnable() {
            super(Kind.CONFLICT, "comment_not_pinnable", "Neither a reply nor what is hidden stands on top");
        }
    }
}
