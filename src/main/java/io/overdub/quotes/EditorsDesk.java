package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.edge.Preconditions;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.Media;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Where quotes are brought in, reviewed and changed. Every change passes {@link QuoteChanges}, and the history of its credit. */
@ApplicationScoped
class EditorsDesk {

    private static final int MOST_PENDING = 20;

    /** @param deduplicated whether the sound was here already, so that this is the quote that has it */
    record Brought(boolean deduplicated, Quote quote) {}

    private final QuoteRepository quotes;
    private final QuoteCatalog catalog;
    private final QuoteChanges changes;
    private final CreditHistory credits;
    private final Categories categories;
    private final Accounts accounts;
    private final Uploads uploads;
    private final Preconditions preconditions;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    EditorsDesk(
            QuoteRepository quotes,
            QuoteCatalog catalog,
            QuoteChanges changes,
            CreditHistory credits,
            Categories categories,
            Accounts accounts,
            Uploads uploads,
            Preconditions preconditions,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.quotes = quotes;
        this.catalog = catalog;
        this.changes = changes;
        this.credits = credits;
        this.categories = categories;
        this.accounts = accounts;
        this.uploads = uploads;
        this.preconditions = preconditions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** Straight into the catalogue, or onto its calendar. @param importedFrom where an import found the sound; it becomes a quote once */
    @Transactional
    Brought publish(
            AccountId editor,
            UploadId sound,
            QuoteText text,
            @Nullable Instant publishAt,
            @Nullable Instant unpublishAt,
            @Nullable String importedFrom) {
        if (text.credit().rights() == Rights.WITHDRAWN) {
            throw QuoteUnavailable.withdrawn();
        }
        var now = clock.instant();
        var planned = Publication.planned(publishAt, unpublishAt, null, now);
        var media = uploads.ready(sound, editor, UploadKind.QUOTE_SOUND);
        quotes.lockSound(media.sha256());
        var same = quotes.withSound(media.sha256());
        if (same.isPresent()) {
            return deduplicated(same.get());
        }
        var quote = new QuoteEntity(ids.next(), editor, media, text, Review.APPROVED, importedFrom, now);
        quote.schedule(planned.from(), planned.until(), now);
        return added(quote, editor);
    }

    /** Somebody's own quote: nobody but its maker knows of it until an editor has approved it. */
    @Transactional
    Brought submit(AccountId maker, UploadId sound, QuoteText text) {
        var account = accounts.find(List.of(maker)).get(maker);
        if (account == null || account.anonymous()) {
            throw NotSubmittable.byGuests();
        }
        requireDeclared(text.credit());
        var media = uploads.ready(sound, maker, UploadKind.QUOTE_SOUND);
        quotes.lockSound(media.sha256());
        var same = knownTo(maker, media);
        if (same.isPresent()) {
            return deduplicated(same.get());
        }
        quotes.lockPending(maker);
        if (quotes.countPending(maker) >= MOST_PENDING) {
            throw NotSubmittable.tooMany(MOST_PENDING);
        }
        return added(new QuoteEntity(ids.next(), maker, media, text, Review.PENDING, null, clock.instant()), maker);
    }

    /** What is on the calendar, or not for where they are, stays unknown to them: then theirs waits for an editor who sees both. */
    private Optional<QuoteRow> knownTo(AccountId maker, Media media) {
        var place = catalog.placeOf(maker, null);
        return quotes.withSound(media.sha256())
                .filter(row -> row.isBy(maker) || row.isPublished(clock.instant()) && row.isFor(place))
                .or(() -> quotes.pendingWithSound(media.sha256(), maker));
    }

    private Brought deduplicated(QuoteRow row) {
        return new Brought(true, catalog.presented(List.of(row)).get(0));
    }

    private Brought added(QuoteEntity quote, AccountId by) {
        categories.requireAll(quote.text().categories());
        try {
            quotes.persistAndFlush(quote);
        } catch (ConstraintViolationException e) {
            throw SoundAlreadyUsed.asUpload();
        }
        credits.record(quote.id(), null, quote.credit(), by);
        return new Brought(false, changed(quote));
    }

    /** An editor may change any; who brought it, as long as it waits for review. */
    @Transactional
    Quote describe(QuoteId id, AccountId who, boolean editor, UnaryOperator<QuoteText> change) {
        var quote = editable(id, who, editor);
        preconditions.requireMatch(presented(quote));
        var before = quote.text();
        var after = change.apply(before);
        if (!editor) {
            if (!quote.isPending()) {
                throw QuoteReviewed.closedToItsMaker();
            }
            requireDeclared(after.credit());
        }
        if (!after.categories().equals(before.categories())) {
            categories.requireAll(after.categories());
        }
        quote.describe(after, clock.instant());
        flush();
        credits.record(quote.id(), before.credit(), quote.credit(), who);
        return changed(quote);
    }

    /** Hides it at once and keeps the row: dubs made of it live on, and their credit line with them. May be repeated. */
    @Transactional
    void withdraw(QuoteId id, AccountId who, boolean editor) {
        var quote = editable(id, who, editor);
        if (!editor && quote.isBroughtByStaff()) {
            throw new NotYourQuote();
        }
        var before = quote.text();
        quote.describe(before.withRights(Rights.WITHDRAWN), clock.instant());
        credits.record(quote.id(), before.credit(), quote.credit(), who);
        changed(quote);
    }

    @Transactional
    Quote schedule(QuoteId id, @Nullable Instant publishAt, @Nullable Instant unpublishAt) {
        var quote = existing(id);
        var now = clock.instant();
        var since = quote.publishedAt().isAfter(now) ? null : quote.publishedAt();
        var planned = Publication.planned(publishAt, unpublishAt, since, now);
        quote.schedule(planned.from(), planned.until(), now);
        return changed(quote);
    }

    /** May be repeated, and a rejection taken back; what was approved is withdrawn instead. */
    @Transactional
    Quote review(QuoteId id, AccountId editor, Review decision, @Nullable String reason) {
        if (decision == Review.REJECTED && reason == null) {
            throw new ReasonMissing();
        }
        var quote = existing(id);
        if (quote.isWithdrawn()) {
            throw QuoteUnavailable.withdrawn();
        }
        if (quote.isApproved()) {
            if (decision != Review.APPROVED) {
                throw QuoteReviewed.approved();
            }
            return presented(quote);
        }
        quote.review(decision, reason, editor, clock.instant());
        flush();
        if (decision != Review.PENDING && !quote.isBy(editor)) {
            outbox.publish(new QuoteJudged(new QuoteId(quote.id()), quote.maker(), decision == Review.APPROVED));
        }
        return changed(quote);
    }

    /**
     * Once the work on its sound is done. May be repeated; does nothing for a sound that was left as it came.
     *
     * @param open whether the new sound can be fetched where the old one was open
     */
    @Transactional
    void improveSound(UploadId sound, MediaWork work, boolean open) {
        quotes.lockWithUpload(sound).filter(quote -> quote.take(work)).ifPresent(quote -> {
            changed(quote);
            if (!open) {
                quotes.closeSound(quote.id());
            }
        });
    }

    private static void requireDeclared(Credit credit) {
        if (credit.licence().isBlank() || credit.rights() != Rights.DECLARED) {
            throw NotSubmittable.undeclared(credit);
        }
    }

    private QuoteEntity existing(QuoteId id) {
        return quotes.lock(id.value()).orElseThrow(QuoteUnavailable::unknown);
    }

    private QuoteEntity editable(QuoteId id, AccountId who, boolean editor) {
        var quote = existing(id);
        if (editor || quote.isBy(who)) {
            return quote;
        }
        // Others may know of it or not; either way it is not theirs to change.
        catalog.requireShown(id, who);
        throw new NotYourQuote();
    }

    private Quote changed(QuoteEntity quote) {
        changes.record(quote.id());
        return presented(quote);
    }

    private Quote presented(QuoteEntity quote) {
        quotes.flush();
        var id = new QuoteId(quote.id());
        catalog.forget(id);
        return catalog.presented(quotes.withIds(List.of(quote.id()))).stream()
                .findFirst()
                .orElseThrow(QuoteUnavailable::unknown);
    }

    /** Now, because a quote that comes into the catalogue this way may meet another one with its sound. */
    private void flush() {
        try {
            quotes.flush();
        } catch (ConstraintViolationException e) {
            throw SoundAlreadyUsed.inCatalogue();
        }
    }

    private static final class ReasonMissing extends Refusal {
        ReasonMissing() {
            super(
                    Kind.INVALID,
                    "reason_missing",
                    "Tell the maker why",
                    List.of(new Fault("reason", "is needed for a rejection")));
        }
    }
}
