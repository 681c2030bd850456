package io.overdub.connections;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.connections.graph.Arrow;
import io.overdub.connections.graph.Edge;
import io.overdub.connections.graph.Graph;
import io.overdub.connections.graph.Outcome;
import io.overdub.connections.graph.PeopleList;
import io.overdub.connections.graph.Relation;
import io.overdub.kernel.BrokenRows;
import io.overdub.kernel.DomainEvent;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the edges between people. */
@ApplicationScoped
class FollowGraph implements Connections {

    private static final UUID OLDEST = new UUID(0, 0);
    private static final int BATCH = 500;

    private final Graph graph;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Pages pages;
    private final Ids ids;
    private final Clock clock;
    private final BrokenRows brokenRows;

    FollowGraph(
            Graph graph, Accounts accounts, Outbox outbox, Pages pages, Ids ids, Clock clock, BrokenRows brokenRows) {
        this.graph = graph;
        this.accounts = accounts;
        this.outbox = outbox;
        this.pages = pages;
        this.ids = ids;
        this.clock = clock;
        this.brokenRows = brokenRows;
    }

    /**
     * Asks to, when the account is private.
     *
     * @throws FollowingFull when the follower has {@value Connections#MOST_FOLLOWED} followees, and this is none of them
     */
    void follow(AccountId follower, AccountId followee) {
        refuseSelf(follower, followee);
        refuseStranger(followee);
        refuseOneTooMany(follower, followee);
        var arrow = arrow(follower, followee);
        if (!accounts.isPrivate(followee)) {
            refuseIfBlocked(graph.follow(arrow, told(follower, followee)));
            return;
        }
        var outcome = graph.request(arrow);
        refuseIfBlocked(outcome);
        // Also when it was there: whoever asked before may have been killed in between.
        announce(new FollowRequested(follower, followee));
        // It may have been opened meanwhile, and those who waited accepted before this one came.
        if (outcome == Outcome.ADDED && !accounts.isPrivate(followee)) {
            acceptIfWaiting(followee, follower);
        }
    }

    private void refuseOneTooMany(AccountId follower, AccountId followee) {
        if (graph.tally(follower.value()).followees() >= MOST_FOLLOWED
                && !standing(follower, followee).following()) {
            throw new FollowingFull();
        }
    }

    @Transactional
    void announce(DomainEvent fact) {
        outbox.publish(fact);
    }

    /** Also when nothing changed: whoever did it before may have been killed in between. */
    private void announceStanding(AccountId account, AccountId person) {
        announce(new StandingChanged(account, person));
    }

    /** Also takes back a request to follow. */
    void unfollow(AccountId follower, AccountId followee) {
        part(follower, followee, new StandingChanged(follower, followee));
    }

    /**
     * As if the follower had thought better of it, who is told nothing and may follow again. A request of theirs is declined. Nothing changes
     * when they did neither.
     */
    void removeFollower(AccountId followee, AccountId follower) {
        refuseSelf(followee, follower);
        refuseStranger(follower);
        if (standing(followee, follower).blocked()) {
            throw new PersonNotFound();
        }
        part(follower, followee, new StandingChanged(followee, follower));
    }

    private void part(AccountId follower, AccountId followee, StandingChanged changed) {
        var told = new AtomicBoolean();
        graph.unfollow(follower.value(), followee.value(), () -> {
            publishEnd(follower.value(), followee.value());
            outbox.publish(changed);
            told.set(true);
        });
        // Without a follow: a request may have ended, now or in a try before, after which somebody was killed.
        if (!told.get()) {
            announce(changed);
        }
    }

    /** Accepting what is a follow by now changes nothing. */
    void accept(AccountId followee, AccountId follower) {
        if (!acceptIfWaiting(followee, follower)
                && !standing(follower, followee).following()) {
            throw new RequestNotFound();
        }
        announceStanding(followee, follower);
    }

    /**
     * Accepts everybody who asked until the account was opened. When it is private again by now, those who asked since then keep waiting;
     * which of them are there is looked up before, so that nobody can slip in between.
     */
    void acceptWaiting(AccountId followee, Instant opened) {
        var after = OLDEST;
        while (true) {
            var waiting = graph.oldest(PeopleList.REQUESTS, followee.value(), after, BATCH);
            var closed = accounts.isPrivate(followee);
            for (var request : waiting.rows()) {
                if (!closed || request.since() != null && !request.since().isAfter(opened)) {
                    acceptIfWaiting(followee, new AccountId(request.person()));
                }
            }
            if (waiting.last() || waiting.end() == null) {
                return;
            }
            after = waiting.end();
        }
    }

    private boolean acceptIfWaiting(AccountId followee, AccountId follower) {
        return graph.accept(arrow(follower, followee), told(follower, followee));
    }

    void decline(AccountId followee, AccountId follower) {
        graph.decline(follower.value(), followee.value());
        announceStanding(followee, follower);
    }

    /** Ends follows and requests in both directions too; lifting the block later does not bring them back. */
    void block(AccountId blocker, AccountId blocked) {
        refuseSelf(blocker, blocked);
        refuseStranger(blocked);
        graph.block(arrow(blocker, blocked), this::publishEnd);
        announceStanding(blocker, blocked);
    }

    void unblock(AccountId blocker, AccountId blocked) {
        graph.unblock(blocker.value(), blocked.value());
        announceStanding(blocker, blocked);
    }

    /** Keeps the person's dubs from the muter's feeds; nobody else sees a difference, and a follow stays. */
    void mute(AccountId muter, AccountId muted) {
        refuseSelf(muter, muted);
        refuseStranger(muted);
        if (standing(muter, muted).blocked()) {
            throw new PersonNotFound();
        }
        graph.mute(arrow(muter, muted));
        announceStanding(muter, muted);
    }

    void unmute(AccountId muter, AccountId muted) {
        graph.unmute(muter.value(), muted.value());
        announceStanding(muter, muted);
    }

    Profile profile(AccountId person, @Nullable AccountId viewer) {
        var account = accounts.find(List.of(person)).get(person);
        var standing = standing(viewer, person);
        if (account == null || standing.blocked()) {
            throw new PersonNotFound();
        }
        var tally = graph.tally(person.value());
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
        return list(PeopleList.FOLLOWERS, of, viewer, cursor, limit);
    }

    Page<Connection> following(AccountId of, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        refuseUnshown(of, viewer);
        return list(PeopleList.FOLLOWING, of, viewer, cursor, limit);
    }

    /** Who asks to follow the account. */
    Page<Connection> requestsTo(AccountId followee, @Nullable String cursor, int limit) {
        return list(PeopleList.REQUESTS, followee, followee, cursor, limit);
    }

    Page<Connection> mutedBy(AccountId muter, @Nullable String cursor, int limit) {
        return list(PeopleList.MUTED, muter, muter, cursor, limit);
    }

    Page<Connection> blockedBy(AccountId blocker, @Nullable String cursor, int limit) {
        return list(PeopleList.BLOCKED, blocker, blocker, cursor, limit);
    }

    private Page<Connection> list(
            PeopleList list, AccountId of, @Nullable AccountId viewer, @Nullable String cursor, int limit) {
        return pages.fill(
                "connections/" + list + "/" + of + "/" + viewer,
                cursor,
                limit,
                (before, some) -> graph.newest(list, of.value(), before, some),
                edges -> hydrate(list, edges, unhidden(list, viewer, edges)));
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

    @Override
    public Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people) {
        if (people.isEmpty() || people.stream().allMatch(viewer::equals)) {
            return people.stream().collect(toMap(person -> person, person -> Standing.STRANGER, (a, b) -> a));
        }
        var distinct = Set.copyOf(people).stream().map(AccountId::value).toList();
        return graph.relations(viewer.value(), distinct).stream()
                .collect(toMap(relation -> new AccountId(relation.person()), FollowGraph::standing));
    }

    @Override
    public Map<AccountId, Standing> standingsTo(AccountId person, Collection<AccountId> viewers) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        var distinct = Set.copyOf(viewers).stream().map(AccountId::value).toList();
        return graph.relationsTo(person.value(), distinct).entrySet().stream()
                .collect(
                        toMap(relation -> new AccountId(relation.getKey()), relation -> standing(relation.getValue())));
    }

    private static Standing standing(Relation relation) {
        return new Standing(relation.following(), relation.requested(), relation.muted(), relation.blocked());
    }

    private Standing standing(@Nullable AccountId viewer, AccountId person) {
        return viewer == null
                ? Standing.STRANGER
                : standings(viewer, List.of(person)).getOrDefault(person, Standing.STRANGER);
    }

    @Override
    public Circle circleOf(AccountId viewer) {
        var avoided = new ArrayList<>(newest(PeopleList.MUTED, viewer, Circle.MOST));
        avoided.addAll(newest(PeopleList.BLOCKED, viewer, Circle.MOST));
        return new Circle(newest(PeopleList.FOLLOWING, viewer, Circle.MOST), avoided);
    }

    @Override
    public List<AccountId> followedBy(AccountId follower, int limit) {
        return newest(PeopleList.FOLLOWING, follower, limit);
    }

    @Override
    public Map<AccountId, List<AccountId>> followedBy(Collection<AccountId> followers, int limit) {
        if (followers.isEmpty()) {
            return Map.of();
        }
        var distinct = Set.copyOf(followers).stream().map(AccountId::value).toList();
        return graph.followees(distinct, limit).entrySet().stream()
                .collect(toMap(
                        found -> new AccountId(found.getKey()),
                        found -> found.getValue().stream().map(AccountId::new).toList()));
    }

    private List<AccountId> newest(PeopleList list, AccountId of, int limit) {
        return graph.newest(list, of.value(), null, limit).rows().stream()
                .map(edge -> new AccountId(edge.person()))
                .toList();
    }

    @Override
    public Stretch<AccountId> followersOf(AccountId followee, @Nullable UUID after, int limit) {
        var found = graph.oldest(PeopleList.FOLLOWERS, followee.value(), after == null ? OLDEST : after, limit);
        return new Stretch<>(
                found.rows().stream().map(edge -> new AccountId(edge.person())).toList(), found.end(), found.last());
    }

    @Override
    public long countFollowersOf(AccountId followee) {
        return graph.tally(followee.value()).followers();
    }

    @Override
    public Map<AccountId, Long> countFollowersOf(Collection<AccountId> followees) {
        if (followees.isEmpty()) {
            return Map.of();
        }
        return graph.tallies(followees.stream().map(AccountId::value).toList()).entrySet().stream()
                .collect(Collectors.toMap(
                        tally -> new AccountId(tally.getKey()),
                        tally -> tally.getValue().followers()));
    }

    /** What was done without our knowing whether it was told, is told (again). */
    void tellLate(Instant before) {
        graph.retell(before, this::publishBeginning, this::publishParting);
    }

    /** Of somebody who is gone; the others are told, for what they follow changes. */
    int forget(UUID person, int limit) {
        return graph.forget(person, limit, this::publishEnd);
    }

    /** The whole list, the oldest first. */
    void each(PeopleList list, UUID of, Consumer<Edge> edge) {
        @Nullable UUID after = OLDEST;
        while (after != null) {
            var some = graph.oldest(list, of, after, BATCH);
            some.rows().forEach(edge);
            after = some.last() ? null : some.end();
        }
    }

    private Runnable told(AccountId follower, AccountId followee) {
        return () -> publish(new Followed(follower, followee));
    }

    private void publishBeginning(UUID follower, UUID followee) {
        publish(new Followed(new AccountId(follower), new AccountId(followee)));
    }

    private void publishEnd(UUID follower, UUID followee) {
        publish(new Unfollowed(new AccountId(follower), new AccountId(followee)));
    }

    /** What is for followers only is nothing to them any more. */
    private void publishParting(UUID follower, UUID followee) {
        publishEnd(follower, followee);
        outbox.publish(new StandingChanged(new AccountId(follower), new AccountId(followee)));
    }

    private void publish(FollowChanged change) {
        outbox.publish(change);
    }

    private Arrow arrow(AccountId from, AccountId to) {
        return new Arrow(ids.next(), from.value(), to.value(), clock.instant());
    }

    /** Of the lists that others see too, people whom a block separates from the viewer are left out. */
    private Predicate<AccountId> unhidden(PeopleList list, @Nullable AccountId viewer, List<Edge> edges) {
        return switch (list) {
            case FOLLOWERS, FOLLOWING -> {
                var people =
                        edges.stream().map(edge -> new AccountId(edge.person())).toList();
                var standings = viewer == null ? Map.<AccountId, Standing>of() : standings(viewer, people);
                yield person ->
                        !standings.getOrDefault(person, Standing.STRANGER).blocked();
            }
            case REQUESTS, MUTED, BLOCKED -> person -> true;
        };
    }

    /** People whose account is gone are left out. */
    private List<Connection> hydrate(PeopleList list, List<Edge> edges, Predicate<AccountId> shown) {
        var people = accounts.find(
                edges.stream().map(edge -> new AccountId(edge.person())).toList());
        var there = edges.stream()
                .filter(edge -> people.containsKey(new AccountId(edge.person())))
                .filter(edge -> shown.test(new AccountId(edge.person())))
                .toList();
        return brokenRows.sift(
                table(list),
                there,
                Edge::id,
                edge -> new Connection(
                        requireNonNull(people.get(new AccountId(edge.person()))),
                        requireNonNull(edge.since(), "since")));
    }

    /** Under which broken rows are counted, wherever they are kept. */
    private static String table(PeopleList list) {
        return switch (list) {
            case FOLLOWERS, FOLLOWING -> "connections.follow";
            case REQUESTS -> "connections.request";
            case MUTED -> "connections.mute";
            case BLOCKED -> "connections.block";
        };
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
    private static void refuseIfBlocked(Outcome outcome) {
        if (outcome == Outcome.BLOCKED) {
            throw new PersonNotFound();
        }
    }

    /** Whom a private account follows, and who follows it, is for its followers. */
    private void refuseUnshown(AccountId person, @Nullable AccountId viewer) {
        var account = accounts.find(List.of(person)).get(person);
        var standing = standing(viewer, person);
        if (account == null || standing.blocked() || isUnshown(account, viewer, standing)) {
            throw new PersonNotFound();
        }
    }

    private static boolean isUnshown(Account account, @Nullable AccountId viewer, Standing standing) {
        return account.locked() && !account.id().equals(viewer) && !standing.following();
    }
}
