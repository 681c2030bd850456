package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The quotes that each person likes to have at hand, on whatever device. */
@ApplicationScoped
class Favourites {

    private static final int MOST = 1_000;

    private final FavouriteRepository favourites;
    private final SavedQuotes saved;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    Favourites(FavouriteRepository favourites, SavedQuotes saved, Pages pages, Ids ids, Clock clock) {
        this.favourites = favourites;
        this.saved = saved;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    void add(AccountId account, QuoteId quote) {
        favourites.lock(account);
        if (favourites.has(account, quote)) {
            return;
        }
        if (!saved.available(List.of(quote), account).contains(quote)) {
            throw QuoteUnavailable.unknown();
        }
        if (favourites.count(account) >= MOST) {
            throw new TooManyFavourites();
        }
        favourites.add(ids.next(), account, quote, clock.instant());
    }

    /** Also of a quote that is gone: taking back is always allowed. */
    void remove(AccountId account, QuoteId quote) {
        favourites.remove(account, quote);
    }

    /** The newest first. */
    Page<SavedQuote> of(AccountId account, @Nullable String cursor, int limit) {
        return pages.fill(
                "quotes/favourites/" + account,
                cursor,
                limit,
                (before, some) -> favourites.of(account, before, some),
                rows -> saved.presented(rows, account));
    }

    /** All of them, the newest first: at most {@value #MOST}. */
    List<QuoteId> ids(AccountId account) {
        return favourites.ids(account);
    }

    private static final class TooManyFavourites extends Refusal {
        TooManyFavourites() {
            super(Kind.CONFLICT, "too_many_favourites", "At most " + MOST + " favourites");
        }
    }
}
