package io.overdub.connections;

import static java.util.stream.Collectors.toMap;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.kernel.Stretch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the edges between people. */
@ApplicationScoped
class FollowGraph implements Connections {

    private static final UUID OLDEST = new UUID(0, 0);
    private static final int BATCH = 500;

    private final EdgeRepository edges;
    private final TallyRepository tallies;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;

    FollowGraph(
            EdgeRepository edges,
            TallyRepository tallies,
            Accounts accounts,
            Outbox outbox,
            Pages pages,
            Ids ids,
            Clock clock) {
        this.edges = edges;
        this.tallies = tallies;
        this.accounts = accounts;
        this.outbox = outbox;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    void follow(AccountId follower, AccountId followee) {
        refuseSelf(follower, followee);
        refuseStranger(followee);
        edges.lockPair(follower.value(), followee.value());
        var standing = standings(follower, List.of(followee)).getOrDefault(followee, Standing.STRANGER);
        if (standing.blocked()) {
            throw new PersonNotFound();
        }
        if (standing.following()) {
            return;
        }
        if (accounts.isPrivate(followee)) {
            edges.addRequest(ids.next(), follower.value(), followee.value(), clock.instant());
        } else {
            edges.removeRequest(follower.value(), followee.value());
            begin(follower, followee);
        }
    }

    /** Also takes back a request to follow. */
    @Transactional
    void unfollow(AccountId follower, AccountId followee) {
        edges.lockPair(follower.value(), followee.value());
        end(follower, followee);
    }

    /** Accepting what is a follow by now changes nothing. */
    @Transactional
    void accept(AccountId followee, AccountId follower) {
        if (!acceptIfWaiting(followee, follower)
                && !standings(follower, List.of(followee))
                        .getOrDefault(followee, Standing.STRANGER)
                        .following()) {
            throw new RequestNotFound();
        }
    }

    /**
     * Accepts everybody who asked until the account was opened. When it is private again by now, those who asked since then keep waiting;
     * which of them are there is looked up before, so that nobody can slip in between.
     */
    void acceptWaiting(AccountId followee, Instant opened) {
        var after = OLDEST;
        while (true) {
            var waiting = edges.oldestRequests(followee.value(), after, BATCH);
            var closed = accounts.isPrivate(followee);
            for (var request : waiting.rows()) {
                if (!closed || !request.since().isAfter(opened)) {
                    acceptIfWaiting(followee, new AccountId(request.person()));
                }
            }
            if (waiting.last() || waiting.end() == null) {
                return;
            }
            after = waiting.end();
        }
    }

    @Transactional
    boolean acceptIfWaiting(AccountId followee, AccountId follower) {
        edges.lockPair(follower.value(), followee.value());
        var waits = edges.removeRequest(follower.value(), followee.value());
        if (waits) {
            begin(follower, followee);
        }
        return waits;
    }

    @Transactional
    void decline(AccountId followee, AccountId follower) {
        edges.lockPair(follower.value(), followee.value());
        edges.removeRequest(follower.value(), followee.value());
    }

    private void begin(AccountId follower, AccountId followee) {
        if (edges.addFollow(ids.next(), follower.value(), followee.value(), clock.instant())) {
            tallies.add(follower.value(), followee.value(), 1);
            outbox.publish(new Followed(follower, followee));
        }
    }

    private void end(AccountId follower, AccountId followee) {
        edges.removeRequest(follower.value(), followee.value());
        if (edges.removeFollow(follower.value(), followee.value())) {
            tallies.add(follower.value(), followee.value(), -1);
            outbox.publish(new Unfollowed(follower, followee));
        }
    }

    /** Ends follows and requests in both directions too; lifting the block later does not bring them back. */
    @Transactional
    void block(AccountId blocker, AccountId blocked) {
        refuseSelf(blocker, blocked);
        refuseStranger(blocked);
        edges.lockPair(blocker.value(), blocked.value());
        edges.addBlock(ids.next(), blocker.value(), blocked.value(), clock.instant());
        end(blocker, blocked);
        end(blocked, blocker);
    }

    @Transactional
    void unblock(AccountId blocker, AccountId blocked) {
        edges.removeBlock(blocker.value(), blocked.value());
    }

    /** Keeps the person's dubs from the muter's feeds; nobody else sees a difference, and a follow stays. */
    @Transactional
    void mute(AccountId muter, AccountId muted) {
        refuseSelf(muter, muted);
        refuseHidden(muted, muter);
        edges.addMute(ids.next(), muter.value(), muted.value(), clock.instant());
    }

    @Transactional
    void unmute(AccountId muter, AccountId muted) {
        edges.removeMute(muter.value(), muted.value());
    }

    Profile profile(AccountId person, @Nullable AccountId viewer) {
        var account = accounts.find(List.of(person)).get(person);
        var standing = viewer == null
                ? Standing.STRANGER
                : standings(viewer, List.of(person)).getOrDefault(person, Standing.STRANGER);
        if (account == null || standing.blocked()) {
            throw new PersonNotFound();
        }
        var tally = tallies.of(person.value());
        return new Profile(
                account,
                tally.followers(),
                tally.followees(),
                standing.following(),
                standing.requested(),
                standing.muted());
    }

    Page<Connection> followers(AccountId of, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        refuseUnshown(of, viewer);
        return pages.fill(
                listName("followers", of, viewer),
                cursor,
                limit,
                (before, some) -> edges.followers(of.value(), valueOf(viewer), before, some),
                this::hydrate);
    }

    Page<Connection> following(AccountId of, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        refuseUnshown(of, viewer);
        return pages.fill(
                listName("following", of, viewer),
                cursor,
                limit,
                (before, some) -> edges.following(of.value(), valueOf(viewer), before, some),
                this::hydrate);
    }

    /** In the order asked for, each once; of people who are gone, or whom a block separates, there is none. */
    List<Relationship> relationships(AccountId viewer, Collection<AccountId> people) {
        var there = accounts.find(people);
        var standings = standings(viewer, people);
        return people.stream()
                .distinct()
                .filter(there::containsKey)
                .filter(person ->
                        !standings.getOrDefault(person, Standing.STRANGER).blocked())
                .map(person -> Relationship.of(person, standings.getOrDefault(person, Standing.STRANGER)))
                .toList();
    }

    /** Who asks to follow the account. */
    Page<Connection> requestsTo(AccountId followee, @Nullable String cursor, int limit) {
        return pages.fill(
                listName("requests", followee, followee),
                cursor,
                limit,
                (before, some) -> edges.requests(followee.value(), before, some),
                this::hydrate);
    }

    Page<Connection> mutedBy(AccountId muter, @Nullable String cursor, int limit) {
        return pages.fill(
                listName("muted", muter, muter),
                cursor,
                limit,
                (before, some) -> edges.muted(muter.value(), before, some),
                this::hydrate);
    }

    Page<Connection> blockedBy(AccountId blocker, @Nullable String cursor, int limit) {
        return pages.fill(
                listName("blocked", blocker, blocker),
                cursor,
                limit,
                (before, some) -> edges.blocked(blocker.value(), before, some),
                this::hydrate);
    }

    @Override
    public Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people) {
        if (people.isEmpty() || people.stream().allMatch(viewer::equals)) {
            return people.stream().collect(toMap(person -> person, person -> Standing.STRANGER, (a, b) -> a));
        }
        var distinct = Set.copyOf(people).stream().map(AccountId::value).toList();
        return edges.standings(viewer.value(), distinct).stream()
                .collect(toMap(
                        row -> new AccountId(row.person()),
                        row -> new Standing(row.following(), row.requested(), row.muted(), row.blocked())));
    }

    @Override
    public List<AccountId> followedBy(AccountId follower, int limit) {
        return edges.newestFollowees(follower.value(), limit).stream()
                .map(AccountId::new)
                .toList();
    }

    @Override
    public Stretch<AccountId> followersOf(AccountId followee, @Nullable UUID after, int limit) {
        var found = edges.oldestFollowers(followee.value(), after == null ? OLDEST : after, limit);
        return new Stretch<>(found.rows().stream().map(AccountId::new).toList(), found.end(), found.last());
    }

    @Override
    public long countFollowersOf(AccountId followee) {
        return tallies.of(followee.value()).followers();
    }

    /** People whose account is gone are left out. */
    private List<Connection> hydrate(List<EdgeRepository.Edge> edges) {
        var people = accounts.find(
                edges.stream().map(edge -> new AccountId(edge.person())).toList());
        var connections = new ArrayList<Connection>();
        for (var edge : edges) {
            var person = people.get(new AccountId(edge.person()));
            if (person != null) {
                connections.add(new Connection(person, edge.since()));
            }
        }
        return connections;
    }

    private static String listName(String name, AccountId of, @Nullable AccountId viewer) {
        return "connections/" + name + "/" + of + "/" + viewer;
    }

    private static @Nullable UUID valueOf(@Nullable AccountId viewer) {
        return viewer == null ? null : viewer.value();
    }

    private static void refuseSelf(AccountId one, AccountId other) {
        if (one.equals(other)) {
            throw new NotWithYourself();
        }
    }

    private void refuseStranger(AccountId person) {
        if (accounts.find(List.of(person)).isEmpty()) {
            throw new PersonNotFound();
        }
    }

    /** Both directions read the same, so that a refused follow does not tell who blocked whom. */
    private void refuseBlocked(AccountId viewer, AccountId person) {
        if (standings(viewer, List.of(person))
                .getOrDefault(person, Standing.STRANGER)
                .blocked()) {
            throw new PersonNotFound();
        }
    }

    /** Whom a private account follows, and who follows it, is for its followers. */
    private void refuseUnshown(AccountId person, @Nullable AccountId viewer) {
        var account = accounts.find(List.of(person)).get(person);
        var standing = viewer == null
                ? Standing.STRANGER
                : standings(viewer, List.of(person)).getOrDefault(person, Standing.STRANGER);
        if (account == null
                || standing.blocked()
                || account.locked() && !person.equals(viewer) && !standing.following()) {
            throw new PersonNotFound();
        }
    }

    private void refuseHidden(AccountId person, AccountId viewer) {
        refuseStranger(person);
        refuseBlocked(viewer, person);
    }
}
