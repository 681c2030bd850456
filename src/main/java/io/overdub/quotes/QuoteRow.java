package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A quote as stored, without the address of its sound, which changes by the hour. */
record QuoteRow(
        UUID id,
        AccountId creator,
        QuoteText text,
        String mediaKey,
        long durationMs,
        long uses,
        Review review,
        @Nullable String reviewReason,
        Instant publishedAt,
        @Nullable Instant unpublishAt,
        boolean withdrawn,
        boolean soundOpen) {

    static final String TABLE = "quotes.quote";

    static final int LONGEST_KEY = 100;
    static final int LONGEST_WORD = 20;
    static final int LONGEST_REASON = 500;

    QuoteStatus status(Instant now) {
        if (withdrawn) {
            return QuoteStatus.WITHDRAWN;
        }
        return switch (review) {
            case PENDING -> QuoteStatus.PENDING;
            case REJECTED -> QuoteStatus.REJECTED;
            case APPROVED -> statusByClock(now);
        };
    }

    private QuoteStatus statusByClock(Instant now) {
        if (now.isBefore(publishedAt)) {
            return QuoteStatus.SCHEDULED;
        }
        return unpublishAt == null || now.isBefore(unpublishAt) ? QuoteStatus.PUBLISHED : QuoteStatus.UNPUBLISHED;
    }

    boolean isPublished(Instant now) {
        return status(now) == QuoteStatus.PUBLISHED;
    }

    /** Whether anybody could know of it. */
    boolean wasPublished(Instant now) {
        return review == Review.APPROVED && !now.isBefore(publishedAt);
    }

    boolean isForEverywhere() {
        return text.markets().isEmpty() && text.blockedMarkets().isEmpty();
    }

    boolean isFor(Place place) {
        return place.admits(text.markets(), text.blockedMarkets());
    }

    boolean isBy(@Nullable AccountId account) {
        return creator.equals(account);
    }

    Quote at(String soundUrl, Instant now) {
        var credit = text.credit();
        return new Quote(
                new QuoteId(id),
                creator,
                text.title(),
                text.language(),
                text.tags(),
                text.categories(),
                text.markets(),
                text.blockedMarkets(),
                text.transcript(),
                credit.attribution(),
                credit.licence(),
                credit.source(),
                credit.author(),
                withdrawn ? Rights.WITHDRAWN : credit.rights(),
                durationMs,
                soundUrl,
                uses,
                status(now),
                review == Review.REJECTED ? reviewReason : null,
                review == Review.APPROVED ? publishedAt : null,
                unpublishAt,
                null,
                null);
    }
}
