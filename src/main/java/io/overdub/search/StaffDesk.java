package io.overdub.search;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.AccountRecords;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.CommentId;
import io.overdub.dubs.CommentRecords;
import io.overdub.dubs.DubId;
import io.overdub.dubs.DubRecord;
import io.overdub.dubs.DubRecords;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import io.overdub.search.StaffQuery.By;
import io.overdub.search.index.Answer;
import io.overdub.search.index.Hit;
import io.overdub.search.index.Internal;
import io.overdub.search.index.Kind;
import io.overdub.search.index.Question;
import io.overdub.search.index.RuleBook;
import io.overdub.search.index.Rules;
import io.overdub.search.index.SearchIndex;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds things for staff, whoever may see them otherwise. What was looked for, and by whom, is on record before the answer is: when it
 * cannot be written down there is no answer.
 */
@ApplicationScoped
class StaffDesk {

    private static final int MOST = 50;
    private static final Set<Kind> TOLD = EnumSet.of(Kind.QUOTE, Kind.DUB, Kind.ACCOUNT);

    /** What the team hides from others, staff finds. */
    private static final RuleBook RULES = RuleBook.of(Rules.STANDARD);

    private final AuditRepository audit;
    private final SearchIndex index;
    private final Accounts accounts;
    private final AccountRecords records;
    private final Quotes quotes;
    private final DubRecords dubs;
    private final CommentRecords comments;
    private final UploadRecords uploads;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    StaffDesk(
            AuditRepository audit,
            @Internal SearchIndex index,
            Accounts accounts,
            AccountRecords records,
            Quotes quotes,
            DubRecords dubs,
            CommentRecords comments,
            UploadRecords uploads,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.audit = audit;
        this.index = index;
        this.accounts = accounts;
        this.records = records;
        this.quotes = quotes;
        this.dubs = dubs;
        this.comments = comments;
        this.uploads = uploads;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    /** At most 50, and by text as many comments behind them. */
    List<StaffItem> find(AccountId who, By by, String query) {
        var id = by == By.ID ? idOf(query) : null;
        audit.add(new StaffQuery(ids.next(), who.value(), by, query, clock.instant()));
        return switch (by) {
            case ID -> id == null ? List.of() : withId(id);
            case EMAIL -> people(records.withEmail(query).stream().toList());
            case DEVICE -> people(records.signedInWith(query, MOST));
            case NETWORK -> people(records.signedInFrom(query, MOST));
            case TEXT -> withText(query);
        };
    }

    /** What was looked for, the newest first. */
    Page<StaffQuery> log(@Nullable String cursor, int limit) {
        return pages.fill("search/staff", cursor, limit, audit::all, rows -> rows);
    }

    private static UUID idOf(String query) {
        try {
            return Ids.parse(query);
        } catch (IllegalArgumentException e) {
            throw UnfitQuestion.id();
        }
    }

    private List<StaffItem> withId(UUID id) {
        var items = new ArrayList<>(people(List.of(new AccountId(id))));
        quotes.inAnyState(List.of(new QuoteId(id))).forEach(quote -> items.add(StaffItem.of(quote)));
        dubs.of(List.of(new DubId(id))).forEach(dub -> items.add(StaffItem.of(dub)));
        uploads.of(List.of(new UploadId(id))).forEach(upload -> items.add(StaffItem.of(upload)));
        comments.of(List.of(new CommentId(id))).forEach(comment -> items.add(StaffItem.of(comment)));
        return items;
    }

    private List<StaffItem> people(Collection<AccountId> people) {
        var found = accounts.onRecord(people);
        var items = new ArrayList<StaffItem>();
        for (var person : people) {
            var account = found.get(person);
            if (account != null) {
                items.add(StaffItem.of(account));
            }
        }
        return items;
    }

    private List<StaffItem> withText(String query) {
        var hits = index.find(new Question(query, TOLD, List.of(), "", false), RULES, null, MOST).rows().stream()
                .map(Answer::hit)
                .toList();
        var people = accounts.onRecord(
                keys(hits, Kind.ACCOUNT).stream().map(AccountId::fromString).toList());
        var sounds = quotes
                .inAnyState(
                        keys(hits, Kind.QUOTE).stream().map(QuoteId::fromString).toList())
                .stream()
                .collect(toMap(Quote::id, identity()));
        var films = dubs.of(keys(hits, Kind.DUB).stream().map(DubId::fromString).toList()).stream()
                .collect(toMap(DubRecord::id, identity()));
        var items = new ArrayList<StaffItem>();
        for (var hit : hits) {
            var item = item(hit, people, sounds, films);
            if (item != null) {
                items.add(item);
            }
        }
        // No index has them.
        comments.saying(query, MOST).forEach(comment -> items.add(StaffItem.of(comment)));
        return items;
    }

    private static @Nullable StaffItem item(
            Hit hit, Map<AccountId, Account> people, Map<QuoteId, Quote> sounds, Map<DubId, DubRecord> films) {
        return switch (hit.kind()) {
            case ACCOUNT -> {
                var account = people.get(AccountId.fromString(hit.key()));
                yield account == null ? null : StaffItem.of(account);
            }
            case QUOTE -> {
                var quote = sounds.get(QuoteId.fromString(hit.key()));
                yield quote == null ? null : StaffItem.of(quote);
            }
            case DUB -> {
                var dub = films.get(DubId.fromString(hit.key()));
                yield dub == null ? null : StaffItem.of(dub);
            }
            case TAG -> null;
        };
    }

    private static List<String> keys(List<Hit> hits, Kind kind) {
        return hits.stream().filter(hit -> hit.kind() == kind).map(Hit::key).toList();
    }
}
