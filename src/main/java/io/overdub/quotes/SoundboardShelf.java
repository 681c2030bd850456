package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.edge.Preconditions;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the soundboards. Each of its changes, said twice, does what it does said once. */
@ApplicationScoped
class SoundboardShelf implements Soundboards {

    private static final int MOST_BOARDS = 100;
    private static final Set<String> ALL = Set.of("public", "private");
    private static final Set<String> OPEN = Set.of("public");

    private final SoundboardRepository boards;
    private final SavedQuotes saved;
    private final Preconditions preconditions;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    SoundboardShelf(
            SoundboardRepository boards,
            SavedQuotes saved,
            Preconditions preconditions,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.boards = boards;
        this.saved = saved;
        this.preconditions = preconditions;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Soundboard show(SoundboardId id, @Nullable AccountId viewer) {
        return boards.find(id)
                .filter(board -> board.visibility() == Soundboard.Visibility.PUBLIC
                        || board.ownerId().equals(viewer))
                .orElseThrow(SoundboardNotFound::new);
    }

    @Override
    public Page<SavedQuote> quotes(SoundboardId id, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        show(id, viewer);
        return pages.fill(
                "quotes/soundboards/" + id + "/" + viewer,
                cursor,
                limit,
                (after, some) -> boards.items(id, after, some),
                rows -> saved.presented(rows, viewer));
    }

    @Override
    public Page<Soundboard> of(AccountId owner, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        var shown = owner.equals(viewer) ? ALL : OPEN;
        return pages.fill(
                "quotes/soundboards/of/" + owner + "/" + shown.size(),
                cursor,
                limit,
                (before, some) -> boards.of(owner, shown, before, some),
                rows -> rows);
    }

    @Transactional
    Soundboard open(AccountId owner, String title, Soundboard.Visibility visibility) {
        boards.lockShelf(owner);
        if (boards.count(owner) >= MOST_BOARDS) {
            throw SoundboardLimit.tooMany(MOST_BOARDS);
        }
        var id = new SoundboardId(ids.next());
        boards.add(id.value(), owner, title, visibility, clock.instant());
        return show(id, owner);
    }

    @Transactional
    Soundboard change(
            SoundboardId id, AccountId owner, @Nullable String title, Soundboard.@Nullable Visibility visibility) {
        var board = own(id, owner);
        boards.change(id, title == null ? board.title() : title, visibility == null ? board.visibility() : visibility);
        boards.touch(id, clock.instant());
        return show(id, owner);
    }

    @Transactional
    void remove(SoundboardId id, AccountId owner) {
        own(id, owner);
        boards.remove(id);
    }

    /** The whole board anew. Quotes that stand on it may stay there, available or not; new ones are there to be seen. */
    @Transactional
    Soundboard arrange(SoundboardId id, AccountId owner, List<QuoteId> quotes) {
        own(id, owner);
        var unknown = new HashSet<>(quotes);
        if (unknown.size() < quotes.size()) {
            throw SoundboardLimit.repeated();
        }
        boards.quotesOn(id).forEach(unknown::remove);
        unknown.removeAll(saved.available(unknown, owner));
        if (!unknown.isEmpty()) {
            throw SoundboardLimit.unknown(unknown.iterator().next());
        }
        boards.arrange(id, quotes, clock.instant());
        boards.touch(id, clock.instant());
        return show(id, owner);
    }

    /** At the end, or where it stands already. */
    @Transactional
    void add(SoundboardId id, AccountId owner, QuoteId quote) {
        own(id, owner);
        var quotes = new ArrayList<>(boards.quotesOn(id));
        if (quotes.contains(quote)) {
            return;
        }
        if (!saved.available(List.of(quote), owner).contains(quote)) {
            throw QuoteUnavailable.unknown();
        }
        if (quotes.size() >= Soundboard.MOST_QUOTES) {
            throw SoundboardLimit.full(Soundboard.MOST_QUOTES);
        }
        quotes.add(quote);
        boards.arrange(id, quotes, clock.instant());
        boards.touch(id, clock.instant());
    }

    @Transactional
    void take(SoundboardId id, AccountId owner, QuoteId quote) {
        own(id, owner);
        var quotes = new ArrayList<>(boards.quotesOn(id));
        if (quotes.remove(quote)) {
            boards.arrange(id, quotes, clock.instant());
            boards.touch(id, clock.instant());
        }
    }

    /** Locked until the transaction ends. To others than its owner it is not there, whether or not they may see it: who may, is not known here. */
    private Soundboard own(SoundboardId id, AccountId owner) {
        boards.lock(id);
        var board =
                boards.find(id).filter(found -> found.ownerId().equals(owner)).orElseThrow(SoundboardNotFound::new);
        preconditions.requireMatch(board);
        return board;
    }
}
