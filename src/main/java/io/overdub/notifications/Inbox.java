package io.overdub.notifications;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Stretch;
import io.overdub.quotes.Quote;
import io.overdub.quotes.QuoteId;
import io.overdub.quotes.Quotes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows people what they were told. Rows are shown as things stand now: without whoever is blocked, muted or gone, and not at all when
 * nobody is left or the subject is gone.
 */
@ApplicationScoped
class Inbox {

    /** Of a row so many are looked at; some may have to be left out. */
    private static final int CANDIDATES = 8;

    /** So many where all of those have to be: whoever is limited often came in a crowd. */
    private static final int MORE_CANDIDATES = 100;

    private static final int NAMED = 3;

    /** So many unread rows are looked at; of more it is taken that they are shown. */
    private static final int COUNTED = 100;

    private static final int ROUNDS = 5;

    /** How fresh must be what is known of others: whoever asks for changes keeps them, and does not ask again unless one comes. */
    private enum Memory {
        RECENT,
        TRUTH
    }

    private final InboxRepository rows;
    private final Marks marks;
    private final Accounts accounts;
    private final Connections connections;
    private final Dubs dubs;
    private final Quotes quotes;
    private final CampaignRepository campaigns;
    private final DeviceRepository devices;

    Inbox(
            InboxRepository rows,
            Marks marks,
            Accounts accounts,
            Connections connections,
            Dubs dubs,
            Quotes quotes,
            CampaignRepository campaigns,
            DeviceRepository devices) {
        this.rows = rows;
        this.marks = marks;
        this.accounts = accounts;
        this.connections = connections;
        this.dubs = dubs;
        this.quotes = quotes;
        this.campaigns = campaigns;
        this.devices = devices;
    }

    InboxPage list(AccountId viewer, @Nullable String cursor, int limit) {
        var standing = rows.standing(viewer);
        var before = cursor == null || cursor.isEmpty() ? Long.MAX_VALUE : marks.open(viewer, cursor);
        var unseen = rows.unseen(viewer, standing.seenTo(), COUNTED);
        var unread = 0L;
        var items = new ArrayList<InboxItem>();
        var last = false;
        for (var round = 0; round < ROUNDS && items.size() < limit && !last; round++) {
            var wanted = limit - items.size();
            var found = rows.before(viewer, before, wanted);
            var looked = round == 0 ? both(found.rows(), unseen.rows()) : found.rows();
            var shown = shown(viewer, looked, standing.seenTo(), Memory.RECENT);
            if (round == 0) {
                unread = unread(viewer, standing.seenTo(), unseen, shown);
            }
            items.addAll(inOrder(found.rows(), shown));
            before = end(found, before, rows::position);
            last = found.last();
        }
        return new InboxPage(
                items, last ? null : marks.seal(viewer, before), marks.seal(viewer, standing.position()), unread);
    }

    InboxChanges changes(AccountId viewer, String since, int limit) {
        var after = marks.open(viewer, since);
        var standing = rows.standing(viewer);
        var found = rows.after(viewer, after, limit);
        var unseen = rows.unseen(viewer, standing.seenTo(), COUNTED);
        var shown = shown(viewer, both(found.rows(), unseen.rows()), standing.seenTo(), Memory.TRUTH);
        // Up to where it was before the rows were read: what came in between comes again.
        var reached = found.last() ? Math.max(after, standing.position()) : end(found, after, rows::changed);
        return new InboxChanges(
                inOrder(found.rows(), shown),
                found.rows().stream()
                        .map(InboxRepository.Row::id)
                        .filter(id -> !shown.containsKey(id))
                        .toList(),
                marks.seal(viewer, reached),
                !found.last(),
                unread(viewer, standing.seenTo(), unseen, shown));
    }

    /** Unread rows that are shown: an app cannot tell of others what it is that was not read. */
    private long unread(
            AccountId viewer, long seenTo, Stretch<InboxRepository.Row> unseen, Map<UUID, InboxItem> shown) {
        return unseen.rows().stream().filter(row -> shown.containsKey(row.id())).count()
                + (unseen.last() ? 0 : Math.max(rows.unread(viewer, seenTo) - COUNTED, 0));
    }

    private static List<InboxRepository.Row> both(List<InboxRepository.Row> some, List<InboxRepository.Row> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static List<InboxItem> inOrder(List<InboxRepository.Row> found, Map<UUID, InboxItem> shown) {
        return found.stream()
                .map(row -> shown.get(row.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Where the next rows are looked for: behind the last that could be read, or where none could, behind what was looked at. */
    private static long end(Stretch<InboxRepository.Row> found, long begin, Function<UUID, OptionalLong> position) {
        var readable = found.rows();
        if (!readable.isEmpty()) {
            return readable.get(readable.size() - 1).position();
        }
        return found.end() == null ? begin : position.apply(found.end()).orElse(begin);
    }

    /** Everything up to the mark. */
    void see(AccountId viewer, String mark) {
        rows.see(viewer, marks.open(viewer, mark));
    }

    /** By the ids of the rows; without those that are not shown. */
    private Map<UUID, InboxItem> shown(AccountId viewer, List<InboxRepository.Row> found, long seenTo, Memory memory) {
        var live = found.stream().filter(row -> row.people() > 0).toList();
        if (live.isEmpty()) {
            return Map.of();
        }
        var surroundings = surroundings(viewer, live, seenTo, memory);
        return live.stream()
                .map(row -> surroundings.item(row, row.newsAt() <= seenTo))
                .filter(Objects::nonNull)
                .collect(toMap(InboxItem::id, item -> item, (one, same) -> one));
    }

    private Surroundings surroundings(AccountId viewer, List<InboxRepository.Row> live, long seenTo, Memory memory) {
        return new Surroundings(
                company(viewer, live, memory),
                dubs(viewer, live, memory),
                quotes(viewer, live, memory),
                notes(viewer, subjects(live, Kind.About.CAMPAIGN), seenTo));
    }

    private Map<DubId, Dub> dubs(AccountId viewer, List<InboxRepository.Row> live, Memory memory) {
        var visible = dubs.visibleTo(
                viewer, subjects(live, Kind.About.DUB).stream().map(DubId::new).toList(), "inbox");
        if (memory == Memory.RECENT || visible.isEmpty()) {
            return visible;
        }
        var authors = accounts.current(
                visible.values().stream().map(dub -> dub.author().id()).collect(toSet()));
        return visible.entrySet().stream()
                .filter(dub -> dub.getValue().author().id().equals(viewer)
                        || authors.containsKey(dub.getValue().author().id()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<QuoteId, Quote> quotes(AccountId viewer, List<InboxRepository.Row> live, Memory memory) {
        var found = quotes.find(
                subjects(live, Kind.About.QUOTE).stream().map(QuoteId::new).toList(), viewer);
        if (memory == Memory.RECENT || found.isEmpty()) {
            return found;
        }
        return quotes.shownOrScheduled(found.keySet()).stream()
                .map(Quote::id)
                .filter(found::containsKey)
                .collect(toMap(id -> id, found::get));
    }

    private Company company(AccountId viewer, List<InboxRepository.Row> live, Memory memory) {
        var company = company(viewer, live, rows.actors(ids(live), CANDIDATES), memory);
        var hidden = live.stream()
                .filter(row -> row.people() > CANDIDATES && company.welcome(row).isEmpty())
                .toList();
        if (hidden.isEmpty()) {
            return company;
        }
        var more = new HashMap<>(company.actors);
        more.putAll(rows.actors(ids(hidden), MORE_CANDIDATES));
        return company(viewer, live, more, memory);
    }

    private Company company(
            AccountId viewer, List<InboxRepository.Row> live, Map<UUID, List<AccountId>> actors, Memory memory) {
        var everybody = actors.values().stream().flatMap(List::stream).collect(toSet());
        var requesters = live.stream()
                .filter(row -> row.kind() == Kind.FOLLOW_REQUEST)
                .flatMap(row -> actors.getOrDefault(row.id(), List.of()).stream())
                .collect(toSet());
        return new Company(
                actors,
                memory == Memory.RECENT ? accounts.find(everybody) : accounts.current(everybody),
                connections.standings(viewer, everybody),
                asking(viewer, requesters));
    }

    /** Those of them who still wait for an answer: the row of a request that was declined or taken back stays. */
    private Set<AccountId> asking(AccountId viewer, Set<AccountId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        var standings = connections.standingsTo(viewer, people);
        return people.stream()
                .filter(person ->
                        standings.getOrDefault(person, Standing.STRANGER).requested())
                .collect(toSet());
    }

    private static List<UUID> ids(List<InboxRepository.Row> some) {
        return some.stream().map(InboxRepository.Row::id).toList();
    }

    /** In the language of the device that they used last. */
    private Map<UUID, InboxItem.Note> notes(AccountId viewer, List<UUID> ids, long seenTo) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var language = devices.languageOf(viewer).orElse("en");
        var found = campaigns.find(ids);
        var unread = found.stream().anyMatch(Campaign::saysUnread) ? rows.unread(viewer, seenTo) : 0;
        return found.stream().collect(toMap(Campaign::id, campaign -> {
            var said = campaign.said(campaign.textFor(language), unread);
            return new InboxItem.Note(said.title(), said.body(), campaign.link());
        }));
    }

    private static List<UUID> subjects(List<InboxRepository.Row> live, Kind.About about) {
        return live.stream()
                .filter(row -> row.kind().about() == about)
                .map(InboxRepository.Row::subject)
                .distinct()
                .toList();
    }

    /** Who did what the rows tell, the last first, and how the viewer stands to them. @param asking those who ask to follow the viewer */
    private record Company(
            Map<UUID, List<AccountId>> actors,
            Map<AccountId, Account> accounts,
            Map<AccountId, Standing> standings,
            Set<AccountId> asking) {

        List<AccountId> candidates(InboxRepository.Row row) {
            return actors.getOrDefault(row.id(), List.of());
        }

        List<AccountId> welcome(InboxRepository.Row row) {
            return candidates(row).stream()
                    .filter(this::isWelcome)
                    .filter(actor -> row.kind() != Kind.FOLLOW_REQUEST || asking.contains(actor))
                    .toList();
        }

        private boolean isWelcome(AccountId actor) {
            var standing = standings.getOrDefault(actor, Standing.STRANGER);
            return accounts.containsKey(actor) && !standing.blocked() && !standing.muted();
        }
    }

    /** Everything that the rows of one page mention. */
    private record Surroundings(
            Company company, Map<DubId, Dub> dubs, Map<QuoteId, Quote> quotes, Map<UUID, InboxItem.Note> notes) {

        @Nullable InboxItem item(InboxRepository.Row row, boolean seen) {
            var dub = dubs.get(new DubId(row.subject()));
            var quote = quotes.get(new QuoteId(row.subject()));
            // What the editors said is told also when the quote is not shown to anybody.
            if (row.kind().about() == Kind.About.DUB && dub == null
                    || row.kind() == Kind.QUOTE_DUBBED && quote == null) {
                return null;
            }
            var note = notes.get(row.subject());
            if (row.kind() == Kind.CAMPAIGN && note == null) {
                return null;
            }
            if (row.kind().isAnswer() || row.kind() == Kind.CAMPAIGN) {
                return new InboxItem(row.id(), row.kind(), List.of(), 0, dub, quote, note, seen, row.at());
            }
            var candidates = company.candidates(row);
            var welcome = company.welcome(row);
            if (welcome.isEmpty()) {
                return null;
            }
            var named = welcome.stream()
                    .limit(NAMED)
                    .map(company.accounts::get)
                    .filter(Objects::nonNull)
                    .toList();
            var others = row.people() - (candidates.size() - welcome.size()) - named.size();
            return new InboxItem(row.id(), row.kind(), named, Math.max(others, 0), dub, quote, null, seen, row.at());
        }
    }
}
