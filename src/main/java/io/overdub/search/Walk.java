package io.overdub.search;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Captions;
import io.overdub.dubs.DubId;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Goes through everything that may have a document. */
@Singleton
class Walk {

    private final Quotes quotes;
    private final Captions captions;
    private final Accounts accounts;

    Walk(Quotes quotes, Captions captions, Accounts accounts) {
        this.quotes = quotes;
        this.captions = captions;
        this.accounts = accounts;
    }

    /** @param end where the next leg begins; null when this was the last */
    record Leg(List<String> keys, @Nullable String end) {

        static Leg of(List<String> keys, int limit) {
            return new Leg(keys, keys.size() < limit ? null : keys.get(keys.size() - 1));
        }
    }

    /** @param after the end of the leg before; null at the first */
    Leg next(Kind kind, @Nullable String after, int limit) {
        var id = after == null || kind == Kind.TAG ? null : UUID.fromString(after);
        return switch (kind) {
            case QUOTE ->
                Leg.of(quotes.newest(id, limit).stream().map(QuoteId::toString).toList(), limit);
            case DUB ->
                Leg.of(captions.newest(id, limit).stream().map(DubId::toString).toList(), limit);
            case ACCOUNT -> {
                var some = accounts.all(id, limit);
                var end = some.last() || some.end() == null ? null : some.end().toString();
                yield new Leg(some.rows().stream().map(AccountId::toString).toList(), end);
            }
            case TAG -> Leg.of(captions.tags(after, limit), limit);
        };
    }
}
