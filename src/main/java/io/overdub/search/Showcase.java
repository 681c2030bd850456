package io.overdub.search;

import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Captions;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Question;
import io.overdub.search.index.RuleBook;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what was found, in bulk, and leaves out what the viewer may not see now, whatever the index says. */
@Singleton
class Showcase {

    private static final int DUBS_OF_A_TAG = 5;

    /** Where none of those shows: few people are able, by what nobody sees, to keep a tag from everybody. */
    private static final int MORE_DUBS_OF_A_TAG = 100;

    private final Quotes quotes;
    private final Dubs dubs;
    private final Captions captions;
    private final Accounts accounts;
    private final Connections connections;

    Showcase(Quotes quotes, Dubs dubs, Captions captions, Accounts accounts, Connections connections) {
        this.quotes = quotes;
        this.dubs = dubs;
        this.captions = captions;
        this.accounts = accounts;
        this.connections = connections;
    }

    /** @param question with an empty text nobody asked for them: then those whom the viewer mutes are left out */
    List<SearchItem> show(@Nullable AccountId viewer, Question question, RuleBook rules, List<Hit> hits) {
        var shown = look(viewer, hits, question.text().isBlank());
        var highlights = new Highlights(question.text(), rules.synonymsIn(question));
        var items = new ArrayList<SearchItem>();
        for (var hit : hits) {
            shown.item(hit, highlights).ifPresent(items::add);
        }
        return items;
    }

    private Shown look(@Nullable AccountId viewer, List<Hit> hits, boolean unasked) {
        var found = new HashMap<Kind, Set<String>>();
        hits.forEach(hit ->
                found.computeIfAbsent(hit.kind(), kind -> new HashSet<>()).add(hit.key()));
        return new Shown(
                quotes(viewer, found.getOrDefault(Kind.QUOTE, Set.of())),
                dubs(viewer, found.getOrDefault(Kind.DUB, Set.of()), unasked),
                people(viewer, found.getOrDefault(Kind.ACCOUNT, Set.of()), unasked),
                tags(viewer, found.getOrDefault(Kind.TAG, Set.of())));
    }

    private Map<QuoteId, Quote> quotes(@Nullable AccountId viewer, Set<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : quotes.find(keys.stream().map(QuoteId::fromString).toList(), viewer);
    }

    private Map<DubId, Dub> dubs(@Nullable AccountId viewer, Set<String> keys, boolean unasked) {
        var visible = new HashMap<>(
                dubs.visibleTo(viewer, keys.stream().map(DubId::fromString).toList(), "search"));
        visible.values().removeIf(dub -> unasked && dub.muted());
        return visible;
    }

    private Map<AccountId, Account> people(@Nullable AccountId viewer, Set<String> keys, boolean unasked) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var ids = keys.stream().map(AccountId::fromString).collect(toSet());
        var people = new HashMap<>(accounts.find(ids));
        if (viewer != null) {
            var standings = connections.standings(viewer, ids);
            people.keySet().removeIf(id -> isHidden(standings.getOrDefault(id, Standing.STRANGER), unasked));
        }
        return people;
    }

    private static boolean isHidden(Standing standing, boolean unasked) {
        return standing.blocked() || unasked && standing.muted();
    }

    /** A tag shows when one of its newest dubs does: nobody else's business stays that. */
    private Set<String> tags(@Nullable AccountId viewer, Set<String> keys) {
        var shown = new HashSet<>(tagsAmongNewest(viewer, keys, DUBS_OF_A_TAG));
        var others = new HashSet<>(keys);
        others.removeAll(shown);
        shown.addAll(tagsAmongNewest(viewer, others, MORE_DUBS_OF_A_TAG));
        return shown;
    }

    private Set<String> tagsAmongNewest(@Nullable AccountId viewer, Set<String> tags, int each) {
        if (tags.isEmpty()) {
            return Set.of();
        }
        var newest = captions.newestWith(tags, each);
        var visible = dubs.visibleTo(
                viewer, newest.values().stream().flatMap(List::stream).toList());
        return tags.stream()
                .filter(tag -> newest.getOrDefault(tag, List.of()).stream().anyMatch(visible::containsKey))
                .collect(toSet());
    }

    private record Shown(
            Map<QuoteId, Quote> quotes, Map<DubId, Dub> dubs, Map<AccountId, Account> people, Set<String> tags) {

        Optional<SearchItem> item(Hit hit, Highlights highlights) {
            return switch (hit.kind()) {
                case QUOTE ->
                    Optional.ofNullable(quotes.get(QuoteId.fromString(hit.key())))
                            .map(quote -> SearchItem.of(
                                    quote,
                                    found(Stream.of(
                                            highlights.in("title", quote.title()),
                                            highlights.in("transcript", quote.transcript()),
                                            highlights.in("author", quote.author()),
                                            highlights.in("attribution", quote.attribution())))));
                case DUB ->
                    Optional.ofNullable(dubs.get(DubId.fromString(hit.key())))
                            .map(dub -> SearchItem.of(dub, found(Stream.of(highlights.in("caption", dub.caption())))));
                case ACCOUNT ->
                    Optional.ofNullable(people.get(AccountId.fromString(hit.key())))
                            .map(account -> SearchItem.of(
                                    account,
                                    found(Stream.of(
                                            highlights.in("display_name", account.displayName()),
                                            highlights.in("username", account.username()),
                                            highlights.in("biography", account.biography())))));
                case TAG ->
                    Optional.of(hit.key())
                            .filter(tags::contains)
                            .map(tag -> SearchItem.of(tag, found(Stream.of(highlights.in("tag", tag)))));
            };
        }

        private static List<Highlight> found(Stream<Optional<Highlight>> fields) {
            return fields.flatMap(Optional::stream).toList();
        }
    }
}
