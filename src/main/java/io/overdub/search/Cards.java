package io.overdub.search;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.dubs.Caption;
import io.overdub.dubs.Captions;
import io.overdub.dubs.DubId;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.QuoteStatus;
import io.overdub.quotes.Quotes;
import io.overdub.search.index.Document;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes documents of the truth, in bulk. What nobody else than its author may see has none, and neither has a guest. */
@Singleton
class Cards {

    private final Quotes quotes;
    private final Captions captions;
    private final Accounts accounts;
    private final Connections connections;

    Cards(Quotes quotes, Captions captions, Accounts accounts, Connections connections) {
        this.quotes = quotes;
        this.captions = captions;
        this.accounts = accounts;
        this.connections = connections;
    }

    Map<String, Document> of(Kind kind, Collection<String> keys) {
        return switch (kind) {
            case QUOTE -> ofQuotes(keys.stream().map(QuoteId::fromString).toList());
            case DUB -> ofDubs(keys.stream().map(DubId::fromString).toList());
            case ACCOUNT -> ofAccounts(keys.stream().map(AccountId::fromString).toList());
            case TAG -> ofTags(keys);
        };
    }

    /**
     * Also of what is shown later only: a question that comes then finds it at once, and one before is not told. What is not for
     * everybody yet, or not everywhere, is marked so: whoever asks the engine itself is shown what it finds.
     */
    private Map<String, Document> ofQuotes(List<QuoteId> ids) {
        var documents = new HashMap<String, Document>();
        quotes.shownOrScheduled(ids).forEach(quote -> documents.put(quote.id().toString(), document(quote)));
        return documents;
    }

    private static Document document(Quote quote) {
        var labels = new ArrayList<>(Labels.languages(quote.language()));
        quote.categories().forEach(category -> labels.add(Labels.category(category)));
        labels.add(Labels.licence(quote.licence()));
        labels.add(Labels.length(quote.durationMs()));
        return new Document(
                List.of(quote.title()),
                quote.tags(),
                quote.author() + "\n" + quote.attribution(),
                quote.transcript(),
                labels,
                isForEverybody(quote),
                quote.uses());
    }

    private static boolean isForEverybody(Quote quote) {
        return quote.status() == QuoteStatus.PUBLISHED
                && quote.markets().isEmpty()
                && quote.blockedMarkets().isEmpty();
    }

    private Map<String, Document> ofDubs(List<DubId> ids) {
        var found = captions.of(ids);
        var sounds = quotes
                .shownOrScheduled(found.stream().map(Caption::quote).distinct().toList())
                .stream()
                .collect(toMap(Quote::id, identity()));
        return found.stream()
                .collect(toMap(
                        caption -> caption.dub().toString(),
                        caption -> document(caption, sounds.get(caption.quote()))));
    }

    private static Document document(Caption caption, @Nullable Quote quote) {
        return new Document(
                List.of(caption.text()),
                caption.tags(),
                caption.quoteTitle(),
                "",
                quote == null ? List.of() : Labels.languages(quote.language()),
                caption.forEverybody(),
                caption.likes());
    }

    private Map<String, Document> ofAccounts(List<AccountId> ids) {
        var found = accounts.current(ids).values().stream()
                .filter(account -> !account.anonymous())
                .toList();
        var followers =
                connections.countFollowersOf(found.stream().map(Account::id).toList());
        return found.stream()
                .collect(toMap(
                        account -> account.id().toString(),
                        account -> document(account, followers.getOrDefault(account.id(), 0L))));
    }

    private static Document document(Account account, long followers) {
        return new Document(
                List.of(account.displayName(), account.username()),
                List.of(),
                account.biography(),
                "",
                List.of(),
                true,
                followers);
    }

    private Map<String, Document> ofTags(Collection<String> tags) {
        var uses = captions.uses(tags);
        var open = captions.openAmong(uses.keySet());
        var documents = new HashMap<String, Document>();
        uses.forEach((tag, count) -> documents.put(tag, ofTag(tag, open.contains(tag), count)));
        return documents;
    }

    /** @param open whether everybody may know of it; else it is a word among friends */
    static Document ofTag(String tag, boolean open, long uses) {
        return new Document(List.of(tag), List.of(), "", "", List.of(), open, uses);
    }
}
