package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Ids;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Feeds v2. An activity is known by its foreign id together with its time, so the time is the one that the id of the dub carries: whoever
 * sends it again, whenever, sends the same. Pages go on from Stream's own id of the last activity.
 */
final class StreamV2 implements StreamApi {

    private static final Logger LOG = Logger.getLogger(StreamV2.class);
    private static final String AUTHOR = "user";
    private static final String READER = "timeline";
    private static final String DUB = "dub:";

    /** Of one weighing of a hundred: enough to find two that are gone. */
    private static final int MOST_CALLS = 32;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final StreamV2Client client;
    private final StreamCalls calls;
    private final StreamToken token;
    private final String key;
    private final int copyLimit;

    StreamV2(StreamV2Client client, StreamCalls calls, StreamToken token, String key, int copyLimit) {
        this.client = client;
        this.calls = calls;
        this.token = token;
        this.key = key;
        this.copyLimit = copyLimit;
    }

    @Override
    public Page read(AccountId reader, @Nullable String after, int limit) {
        var allowed = token("feed", "read", READER + reader);
        var answer = calls.make(
                StreamBudget.Kind.READ,
                () -> client.read(allowed, READER, reader.toString(), key, Math.min(limit, MOST), after));
        var results = results(answer);
        return new Page(
                dubs(results), goesOn(answer) ? results.get(results.size() - 1).id() : null);
    }

    @Override
    public Page ranked(AccountId reader, String method, @Nullable String after, int limit) {
        var allowed = token("feed", "read", READER + reader);
        var offset = after == null ? 0 : Integer.parseInt(after);
        var answer = calls.make(
                StreamBudget.Kind.READ,
                () -> client.ranked(allowed, READER, reader.toString(), key, Math.min(limit, MOST), method, offset));
        var results = results(answer);
        return new Page(dubs(results), goesOn(answer) ? Integer.toString(offset + results.size()) : null);
    }

    private static List<StreamV2Client.Found> results(StreamV2Client.Answer answer) {
        if (answer.results() == null) {
            throw new EngineAway("Stream");
        }
        return answer.results();
    }

    private static List<DubId> dubs(List<StreamV2Client.Found> results) {
        var dubs = new ArrayList<DubId>();
        for (var found : results) {
            if (found.foreignId() != null && found.foreignId().startsWith(DUB)) {
                dubs.add(DubId.fromString(found.foreignId().substring(DUB.length())));
            }
        }
        return dubs;
    }

    private static boolean goesOn(StreamV2Client.Answer answer) {
        return answer.next() != null
                && !answer.next().isEmpty()
                && !results(answer).isEmpty();
    }

    @Override
    public void add(DubId dub, AccountId author) {
        var activity = activity(dub, author);
        var allowed = token("feed", "write", AUTHOR + author);
        var added = calls.make(
                StreamBudget.Kind.WRITE, () -> client.add(allowed, AUTHOR, author.toString(), key, activity));
        if (added.id() == null || !Objects.equals(added.foreignId(), DUB + dub)) {
            throw new EngineAway("Stream");
        }
    }

    @Override
    public void addAll(List<DubId> dubs, AccountId author) {
        var activities = new StreamV2Client.Activities(
                dubs.stream().map(dub -> activity(dub, author)).toList());
        var allowed = token("feed", "write", AUTHOR + author);
        var added = calls.make(
                StreamBudget.Kind.MANY, () -> client.addAll(allowed, AUTHOR, author.toString(), key, activities));
        if (added.activities() == null || added.activities().size() != dubs.size()) {
            throw new EngineAway("Stream");
        }
    }

    @Override
    public void followAll(AccountId reader, List<AccountId> authors) {
        var edges = authors.stream()
                .map(author -> new StreamV2Client.Edge(READER + ":" + reader, AUTHOR + ":" + author))
                .toList();
        var allowed = token("follower", "write", "*");
        calls.make(StreamBudget.Kind.MANY, () -> client.followAll(allowed, key, copyLimit, edges));
    }

    private static StreamV2Client.Activity activity(DubId dub, AccountId author) {
        return new StreamV2Client.Activity(AUTHOR + ":" + author, "publish", DUB + dub, DUB + dub, time(dub));
    }

    @Override
    public boolean weighs() {
        return true;
    }

    /**
     * One that is gone refuses all that come with it: halves tell which, in a few calls, the large ones first. Where many are gone the rest
     * is left as it is; what is liked again is weighed again.
     */
    @Override
    public void weigh(Map<DubId, Long> popularity) {
        var parts = new ArrayDeque<List<StreamV2Client.Change>>();
        parts.add(changes(popularity));
        try {
            for (var call = 0; call < MOST_CALLS && !parts.isEmpty(); call++) {
                weighOrHalve(parts.remove(), parts);
            }
            if (!parts.isEmpty()) {
                LOG.infof(
                        "Stream has not weighed %d dubs that came with some it does not know",
                        parts.stream().mapToInt(List::size).sum());
            }
        } catch (StreamRefused whatever) {
            LOG.warnf("Stream weighs nothing: %s", whatever.getMessage());
        }
    }

    private void weighOrHalve(List<StreamV2Client.Change> changes, Deque<List<StreamV2Client.Change>> parts) {
        try {
            change(changes);
        } catch (StreamRefused refused) {
            if (!refused.isForWhatIsGone()) {
                throw refused;
            }
            if (changes.size() == 1) {
                LOG.debugf("Stream does not weigh %s: %s", changes.get(0).foreignId(), refused.getMessage());
            } else {
                var middle = changes.size() / 2;
                parts.add(changes.subList(0, middle));
                parts.add(changes.subList(middle, changes.size()));
            }
        }
    }

    private static List<StreamV2Client.Change> changes(Map<DubId, Long> popularity) {
        return popularity.entrySet().stream()
                .map(dub -> new StreamV2Client.Change(
                        DUB + dub.getKey(), time(dub.getKey()), new StreamV2Client.Attributes(dub.getValue())))
                .toList();
    }

    private void change(List<StreamV2Client.Change> changes) {
        var allowed = token("activities", "write", "*");
        calls.make(StreamBudget.Kind.MANY, () -> client.change(allowed, key, new StreamV2Client.Changes(changes)));
    }

    private static String time(DubId dub) {
        return TIME.format(Ids.issuedAt(dub.value()));
    }

    @Override
    public void remove(DubId dub, AccountId author) {
        var allowed = token("feed", "delete", AUTHOR + author);
        calls.remove(
                StreamBudget.Kind.WRITE, () -> client.remove(allowed, AUTHOR, author.toString(), DUB + dub, key, 1));
    }

    @Override
    public void follow(AccountId reader, AccountId author) {
        var follow = new StreamV2Client.Follow(AUTHOR + ":" + author, copyLimit);
        var allowed = token("follower", "write", READER + reader);
        calls.make(StreamBudget.Kind.FOLLOW, () -> client.follow(allowed, READER, reader.toString(), key, follow));
    }

    @Override
    public void unfollow(AccountId reader, AccountId author) {
        var allowed = token("follower", "delete", READER + reader);
        calls.remove(
                StreamBudget.Kind.FOLLOW,
                () -> client.unfollow(allowed, READER, reader.toString(), AUTHOR + ":" + author, key));
    }

    /** Good for one thing on one feed, whose name Stream wants here without its colon. */
    private String token(String resource, String action, String feed) {
        return token.of(
                "{\"resource\":\"" + resource + "\",\"action\":\"" + action + "\",\"feed_id\":\"" + feed + "\"}");
    }
}
