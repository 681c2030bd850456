package io.overdub.dubs;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.edge.ItemContexts;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.uploads.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows dubs: rows from the table, what they mention from the other rooms in bulk, and the rules of who may see them. */
@ApplicationScoped
class DubShelf implements Dubs {

    /** Where a dub is seen, outside of feeds. */
    private static final String BY_ITSELF = "dub";

    private static final String ON_PROFILE = "profile";
    private static final String WITH_QUOTE = "dubs-of-quote";

    private static final Set<String> ALL = Set.of("public", "followers", "private");
    private static final Set<String> ANY_STATE =
            Arrays.stream(DubState.values()).map(DubState::stored).collect(toUnmodifiableSet());
    private static final Set<String> PUBLISHED = Set.of(DubState.PUBLISHED.stored());

    private final DubRepository dubs;
    private final Accounts accounts;
    private final Connections connections;
    private final Quotes quotes;
    private final Uploads uploads;
    private final Pages pages;
    private final BrokenRows brokenRows;
    private final ItemContexts contexts;

    DubShelf(
            DubRepository dubs,
            Accounts accounts,
            Connections connections,
            Quotes quotes,
            Uploads uploads,
            Pages pages,
            BrokenRows brokenRows,
            ItemContexts contexts) {
        this.dubs = dubs;
        this.accounts = accounts;
        this.connections = connections;
        this.quotes = quotes;
        this.uploads = uploads;
        this.pages = pages;
        this.brokenRows = brokenRows;
        this.contexts = contexts;
    }

    Dub show(@Nullable AccountId viewer, DubId id) {
        var dub = visibleTo(viewer, List.of(id), BY_ITSELF).get(id);
        if (dub == null) {
            throw new DubNotFound();
        }
        return dub;
    }

    /**
     * A dub that its viewer may see.
     *
     * @param follows whether the viewer follows its author
     */
    record Seen(DubRow dub, boolean follows) {}

    /** What stands behind {@link #show}, for whoever shows something else of a dub: fewer rooms are asked. */
    Seen see(@Nullable AccountId viewer, DubId id) {
        var rows = dubs.withIds(List.of(id.value()), viewer);
        var standings = standings(viewer, rows.stream().map(DubRow::author).toList());
        return seen(viewer, rows, authorsOf(rows), standings).stream()
                .map(row -> new Seen(
                        row,
                        standings.getOrDefault(row.author(), Standing.STRANGER).following()))
                .findFirst()
                .orElseThrow(DubNotFound::new);
    }

    /** As its author sees it, who stands to nobody in any way: the graph of people is not asked. */
    Dub own(AccountId author, DubId id) {
        return dubs.withIds(List.of(id.value()), author).stream()
                .filter(row -> row.author().equals(author))
                .findFirst()
                .map(this::own)
                .orElseThrow(DubNotFound::new);
    }

    /** The same of a row that is known already, such as one just written. */
    Dub own(DubRow row) {
        var rows = List.of(row);
        return hydrate(row.author(), BY_ITSELF, rows, authorsOf(rows), Map.of()).stream()
                .findFirst()
                .orElseThrow(DubNotFound::new);
    }

    Page<Dub> mine(AccountId author, @Nullable String cursor, int limit) {
        return pages.fill(
                "dubs/mine/" + author,
                cursor,
                limit,
                (before, some) -> dubs.by(author, ALL, ANY_STATE, author, before, some),
                rows -> hydrate(author, ON_PROFILE, rows, authorsOf(rows), Map.of()));
    }

    Page<Dub> by(AccountId author, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        if (author.equals(viewer)) {
            return mine(author, cursor, limit);
        }
        var standing = standings(viewer, List.of(author)).getOrDefault(author, Standing.STRANGER);
        var account = accounts.find(List.of(author)).get(author);
        if (account == null || standing.blocked() || account.locked() && !standing.following()) {
            throw new AuthorNotFound();
        }
        var shown = standing.following() ? Set.of("public", "followers") : Set.of("public");
        return pages.fill(
                "dubs/by/" + author + "/" + viewer,
                cursor,
                limit,
                (before, some) -> dubs.by(author, shown, PUBLISHED, viewer, before, some),
                rows -> hydrate(viewer, ON_PROFILE, rows, Map.of(author, account), Map.of(author, standing)));
    }

    /** Page by page also past dubs that the viewer may not see. */
    Page<Dub> of(QuoteId quote, DubOrder order, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        quotes.requireShown(quote, viewer);
        return pages.fill(
                "dubs/of/" + quote + "/" + order + "/" + viewer,
                cursor,
                limit,
                (before, some) -> dubs.of(quote, order, viewer, before, some),
                rows -> visible(viewer, WITH_QUOTE, rows));
    }

    @Override
    public Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> ids) {
        return shownTo(viewer, ids, null);
    }

    @Override
    public Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> ids, String place) {
        return shownTo(viewer, ids, place);
    }

    private Map<DubId, Dub> shownTo(@Nullable AccountId viewer, Collection<DubId> ids, @Nullable String place) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var rows = dubs.withIds(ids.stream().map(DubId::value).toList(), viewer);
        var shown = new HashMap<DubId, Dub>();
        visible(viewer, place, rows).forEach(dub -> shown.put(dub.id(), dub));
        return shown;
    }

    @Override
    public Set<AccountId> viewersOf(DubId id, Collection<AccountId> viewers) {
        var dub = dubs.withIds(List.of(id.value()), null).stream().findFirst();
        var author =
                dub.flatMap(row -> Optional.ofNullable(authorsOf(List.of(row)).get(row.author())));
        if (author.isEmpty()) {
            return Set.of();
        }
        var standings = connections.standingsTo(author.get().id(), viewers);
        return viewers.stream()
                .filter(viewer ->
                        maySee(viewer, dub.get(), author.get(), standings.getOrDefault(viewer, Standing.STRANGER)))
                .collect(toSet());
    }

    private List<Dub> visible(@Nullable AccountId viewer, @Nullable String place, List<DubRow> rows) {
        var standings = standings(viewer, rows.stream().map(DubRow::author).toList());
        var authors = authorsOf(rows);
        return hydrate(viewer, place, seen(viewer, rows, authors, standings), authors, standings);
    }

    private static List<DubRow> seen(
            @Nullable AccountId viewer,
            List<DubRow> rows,
            Map<AccountId, Account> authors,
            Map<AccountId, Standing> standings) {
        return rows.stream()
                .filter(row -> maySee(
                        viewer,
                        row,
                        authors.get(row.author()),
                        standings.getOrDefault(row.author(), Standing.STRANGER)))
                .toList();
    }

    private Map<AccountId, Account> authorsOf(List<DubRow> rows) {
        return accounts.find(rows.stream().map(DubRow::author).collect(toSet()));
    }

    @Override
    public List<DubId> newestBy(Collection<AccountId> authors, @Nullable UUID before, int limit) {
        var ids = dubs.newestShownBy(authors.stream().map(AccountId::value).toList(), before, limit);
        return ids.stream().map(DubId::new).toList();
    }

    /** What a private account shows to everybody, it shows to its followers. */
    private static boolean maySee(@Nullable AccountId viewer, DubRow dub, @Nullable Account author, Standing standing) {
        if (dub.author().equals(viewer)) {
            return true;
        }
        return author != null
                && !standing.blocked()
                && dub.state() == DubState.PUBLISHED
                && switch (dub.visibility()) {
                    case PUBLIC -> !author.locked() || standing.following();
                    case FOLLOWERS -> standing.following();
                    case PRIVATE -> false;
                };
    }

    private Map<AccountId, Standing> standings(@Nullable AccountId viewer, Collection<AccountId> authors) {
        return viewer == null ? Map.of() : connections.standings(viewer, authors);
    }

    /** Dubs whose author is gone are left out. */
    private List<Dub> hydrate(
            @Nullable AccountId viewer,
            @Nullable String place,
            List<DubRow> rows,
            Map<AccountId, Account> authors,
            Map<AccountId, Standing> standings) {
        var sounds = quotes.find(rows.stream().map(DubRow::quote).collect(toSet()), viewer);
        var authored =
                rows.stream().filter(row -> authors.containsKey(row.author())).toList();
        return brokenRows.sift(DubRow.TABLE, authored, DubRow::id, row -> {
            var author = requireNonNull(authors.get(row.author()));
            var standing = standings.getOrDefault(row.author(), Standing.STRANGER);
            return dub(viewer, row, author, sounds.get(row.quote()), standing, place);
        });
    }

    private Dub dub(
            @Nullable AccountId viewer,
            DubRow row,
            Account author,
            @Nullable Quote quote,
            Standing standing,
            @Nullable String place) {
        return new Dub(
                new DubId(row.id()),
                author,
                quote,
                new Attribution(row.quote(), row.quoteTitle(), row.attribution(), row.licence()),
                row.caption(),
                row.tags(),
                row.visibility(),
                row.commenting(),
                row.state(),
                address(row.mediaKey(), row, viewer),
                row.posterKey() == null ? null : address(row.posterKey(), row, viewer),
                row.contentType(),
                row.durationMs(),
                row.width(),
                row.height(),
                row.likes(),
                row.reception().plays(),
                row.reception().views(),
                row.reception().completion(),
                row.reception().shares(),
                row.liked(),
                row.comments(),
                standing.following(),
                standing.muted(),
                place == null
                        ? null
                        : contexts.seal(place, row.id(), row.author().value(), row.durationMs()),
                row.publishedAt(),
                row.editedAt());
    }

    private String address(String key, DubRow row, @Nullable AccountId viewer) {
        return row.open() ? uploads.openAddress(key) : uploads.address(key, viewer);
    }
}
