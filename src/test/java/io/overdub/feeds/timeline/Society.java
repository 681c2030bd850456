package io.overdub.feeds.timeline;

import static java.util.stream.Collectors.toMap;

import io.overdub.accounts.AccountId;
import io.overdub.connections.Circle;
import io.overdub.connections.Connections;
import io.overdub.connections.Standing;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Dubs;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Stretch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who follows whom and who made what, in memory: the truth of a test. Something may happen each time after it was asked for dubs. */
final class Society implements Connections, Dubs {

    private record Edge(AccountId follower, AccountId followee) {}

    private final Ids ids;
    private final Map<Edge, UUID> follows = new LinkedHashMap<>();
    private final Map<DubId, AccountId> authors = new ConcurrentHashMap<>();
    private final Set<DubId> hidden = ConcurrentHashMap.newKeySet();
    private Runnable meanwhile = () -> {};

    Society(Ids ids) {
        this.ids = ids;
    }

    AccountId person() {
        return new AccountId(ids.next());
    }

    DubId dubBy(AccountId author) {
        var dub = new DubId(ids.next());
        authors.put(dub, author);
        return dub;
    }

    void hides(DubId dub) {
        hidden.add(dub);
    }

    void shows(DubId dub) {
        hidden.remove(dub);
    }

    synchronized void follows(AccountId follower, AccountId followee) {
        follows.putIfAbsent(new Edge(follower, followee), ids.next());
    }

    synchronized void unfollows(AccountId follower, AccountId followee) {
        follows.remove(new Edge(follower, followee));
    }

    void meanwhile(Runnable deed) {
        meanwhile = deed;
    }

    /** All that belongs on this reader's timeline, newest first. */
    List<DubId> timelineOf(AccountId reader) {
        return shownBy(followedBy(reader, Integer.MAX_VALUE), null, Integer.MAX_VALUE);
    }

    @Override
    public List<DubId> newestBy(Collection<AccountId> by, @Nullable UUID before, int limit) {
        var newest = shownBy(by, before, limit);
        meanwhile.run();
        return newest;
    }

    private List<DubId> shownBy(Collection<AccountId> by, @Nullable UUID before, int limit) {
        return authors.entrySet().stream()
                .filter(made -> by.contains(made.getValue()))
                .map(Map.Entry::getKey)
                .filter(dub -> !hidden.contains(dub))
                .filter(dub -> before == null || dub.toString().compareTo(before.toString()) < 0)
                .sorted(Comparator.comparing(DubId::toString).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Circle circleOf(AccountId viewer) {
        return new Circle(followedBy(viewer, Integer.MAX_VALUE), List.of());
    }

    @Override
    public Map<AccountId, List<AccountId>> followedBy(Collection<AccountId> followers, int limit) {
        return followers.stream().collect(toMap(follower -> follower, follower -> followedBy(follower, limit)));
    }

    @Override
    public synchronized List<AccountId> followedBy(AccountId follower, int limit) {
        return follows.keySet().stream()
                .filter(edge -> edge.follower().equals(follower))
                .map(Edge::followee)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Stretch<AccountId> followersOf(AccountId followee, @Nullable UUID after, int limit) {
        var some = new ArrayList<AccountId>();
        @Nullable UUID end = null;
        for (var follow : follows.entrySet()) {
            var wanted = follow.getKey().followee().equals(followee)
                    && (after == null || follow.getValue().toString().compareTo(after.toString()) > 0);
            if (wanted && some.size() == limit) {
                return new Stretch<>(some, end, false);
            }
            if (wanted) {
                some.add(follow.getKey().follower());
                end = follow.getValue();
            }
        }
        return new Stretch<>(some, end, true);
    }

    @Override
    public synchronized long countFollowersOf(AccountId followee) {
        return follows.keySet().stream()
                .filter(edge -> edge.followee().equals(followee))
                .count();
    }

    @Override
    public Map<AccountId, Long> countFollowersOf(Collection<AccountId> followees) {
        return followees.stream().distinct().collect(Collectors.toMap(person -> person, this::countFollowersOf));
    }

    @Override
    public Set<AccountId> viewersOf(DubId dub, Collection<AccountId> viewers) {
        throw new UnsupportedOperationException("Timelines hold ids");
    }

    @Override
    public Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> dubs, String place) {
        throw new UnsupportedOperationException("Timelines hold ids");
    }

    @Override
    public Map<DubId, Dub> visibleTo(@Nullable AccountId viewer, Collection<DubId> dubs) {
        throw new UnsupportedOperationException("Timelines hold ids");
    }

    @Override
    public Map<AccountId, Standing> standingsTo(AccountId person, Collection<AccountId> viewers) {
        throw new UnsupportedOperationException("Timelines apply no rules");
    }

    @Override
    public Map<AccountId, Standing> standings(AccountId viewer, Collection<AccountId> people) {
        throw new UnsupportedOperationException("Timelines apply no rules");
    }
}
