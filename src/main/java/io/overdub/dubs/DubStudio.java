package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.edge.Preconditions;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Turns;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and changes dubs. */
@ApplicationScoped
class DubStudio {

    private final DubRepository dubs;
    private final DubShelf shelf;
    private final Quotes quotes;
    private final Uploads uploads;
    private final Preconditions preconditions;
    private final Turns turns;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    DubStudio(
            DubRepository dubs,
            DubShelf shelf,
            Quotes quotes,
            Uploads uploads,
            Preconditions preconditions,
            Turns turns,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.dubs = dubs;
        this.shelf = shelf;
        this.quotes = quotes;
        this.uploads = uploads;
        this.preconditions = preconditions;
        this.turns = turns;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * While the film is being worked on, the author alone sees the dub; {@link #release} comes after.
     *
     * <p>An upload becomes one dub: a second try with it is refused, which also catches retries without an idempotency key.
     */
    @Transactional
    Dub publish(
            AccountId author,
            UploadId upload,
            QuoteId quoteId,
            String caption,
            Visibility visibility,
            Commenting commenting) {
        var video = uploads.ready(upload, author, UploadKind.DUB_VIDEO);
        var quote = quotes.forDubbing(quoteId, author);
        var id = new DubId(ids.next());
        var dub = new DubEntity(id.value(), author, quote, video, caption, visibility, commenting, clock.instant());
        var written = dub.fresh();
        if (!dubs.add(written, upload, dub.silentKey())) {
            throw new UploadAlreadyUsed();
        }
        if (dub.isPublished()) {
            announce(dub);
        }
        return shelf.own(written);
    }

    /** Once for each dub that waited; one that was deleted meanwhile stays away. */
    @Transactional
    void release(UploadId upload, MediaWork work) {
        dubs.lockLiveOf(upload).filter(DubEntity::isProcessing).ifPresent(dub -> {
            dub.take(work);
            dubs.flush();
            if (!dub.isProcessing()) {
                outbox.publish(new FilmFinished(dub.id(), dub.author(), !dub.isPublished()));
            }
            if (dub.isPublished()) {
                announce(dub);
            }
        });
    }

    private void announce(DubEntity dub) {
        var changed = new DubChanged(dub.id(), dub.tags());
        var published = new DubPublished(dub.id(), dub.author());
        switch (dub.visibility()) {
            case PUBLIC -> {
                quotes.countUse(dub.quote(), 1);
                outbox.publish(changed, published, new DubVisibilitySet(dub.id()));
            }
            case FOLLOWERS -> outbox.publish(changed, published);
            case PRIVATE -> {}
        }
    }

    /**
     * Has the films of so many of an author's public dubs brought to where they belong by now.
     *
     * @return which, in ascending order
     */
    @Transactional
    List<DubId> placeAnew(AccountId author, UUID after, int limit) {
        var some = dubs.openable(author, after, limit);
        outbox.publish(some.stream().map(DubVisibilitySet::new).toArray(DubVisibilitySet[]::new));
        return some;
    }

    Dub edit(
            AccountId author,
            DubId id,
            @Nullable String caption,
            @Nullable Visibility visibility,
            @Nullable Commenting commenting) {
        refuseOthers(author, id);
        return change(author, id, caption, visibility, commenting);
    }

    @Transactional
    Dub change(
            AccountId author,
            DubId id,
            @Nullable String caption,
            @Nullable Visibility visibility,
            @Nullable Commenting commenting) {
        var dub = live(id);
        preconditions.requireMatch(shelf.own(author, id));
        var tags = new LinkedHashSet<>(dub.tags());
        if (caption != null) {
            dub.caption(caption, clock.instant());
            dubs.tag(id.value(), dub.tags());
            tags.addAll(dub.tags());
        }
        if (visibility != null) {
            var counted = dub.isForEverybody();
            var shown = dub.isForOthers();
            dub.show(visibility, clock.instant());
            if (dub.isForOthers() && !shown) {
                outbox.publish(new DubPublished(id, author));
            }
            if (shown && !dub.isForOthers()) {
                outbox.publish(new DubHidden(id, author));
            }
            if (dub.isForEverybody() != counted) {
                quotes.countUse(dub.quote(), dub.isForEverybody() ? 1 : -1);
            }
            outbox.publish(new DubVisibilitySet(id));
        }
        if (commenting != null) {
            dub.letComment(commenting, clock.instant());
        }
        outbox.publish(new DubChanged(id, List.copyOf(tags)));
        dubs.flush();
        return shelf.own(author, id);
    }

    /** Hidden at once; the film goes from storage after the commit. */
    void delete(AccountId author, DubId id) {
        refuseOthers(author, id);
        remove(author, id);
    }

    @Transactional
    void remove(AccountId author, DubId id) {
        var dub = live(id);
        dub.delete(clock.instant());
        dubs.tag(id.value(), List.of());
        if (dub.isForEverybody()) {
            quotes.countUse(dub.quote(), -1);
        }
        if (dub.isForOthers()) {
            outbox.publish(new DubHidden(id, author));
        }
        outbox.publish(new DubDeleted(id, author, dub.upload()), new DubChanged(id, dub.tags()));
    }

    void like(AccountId account, DubId id) {
        shelf.show(account, id);
        turns.of(id.value(), () -> keepLike(account, id));
    }

    @Transactional
    void keepLike(AccountId account, DubId id) {
        var now = clock.instant();
        if (dubs.like(id.value(), account.value(), now)) {
            outbox.publish(new LikeSet(id, account, true, now));
        }
    }

    /** Also of a dub that the account can no longer see: taking back is always allowed. */
    void unlike(AccountId account, DubId id) {
        turns.of(id.value(), () -> dropLike(account, id));
    }

    @Transactional
    void dropLike(AccountId account, DubId id) {
        if (dubs.unlike(id.value(), account.value())) {
            outbox.publish(new LikeSet(id, account, false, clock.instant()));
        }
    }

    private DubEntity live(DubId id) {
        return dubs.lockLive(id).orElseThrow(DubNotFound::new);
    }

    /** Before the transaction, because the graph of people is asked. Dubs never change hands. */
    private void refuseOthers(AccountId author, DubId id) {
        if (!dubs.isBy(id, author)) {
            // Others may know of it or not; either way it is not theirs to change.
            shelf.show(author, id);
            throw new NotYourDub();
        }
    }
}
