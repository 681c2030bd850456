package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.DubId;
import io.overdub.kernel.EngineAway;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feeds v3. The id of an activity is that of its dub; its place in time is when Stream got it. */
final class StreamV3 implements StreamApi {

    private static final String AUTHOR = "user";
    private static final String READER = "timeline";
    private static final long SKEW_SECONDS = 5;

    private final StreamV3Client client;
    private final StreamCalls calls;
    private final StreamToken token;
    private final String key;
    private final int copyLimit;
    private final Clock clock;

    StreamV3(StreamV3Client client, StreamCalls calls, StreamToken token, String key, int copyLimit, Clock clock) {
        this.client = client;
        this.calls = calls;
        this.token = token;
        this.key = key;
        this.copyLimit = copyLimit;
        this.clock = clock;
    }

    @Override
    public Page read(AccountId reader, @Nullable String after, int limit) {
        return read(reader, new StreamV3Client.Question(Math.min(limit, MOST), after, reader.toString(), null));
    }

    @Override
    public Page ranked(AccountId reader, String method, @Nullable String after, int limit) {
        return read(reader, new StreamV3Client.Question(Math.min(limit, MOST), after, reader.toString(), method));
    }

    private Page read(AccountId reader, StreamV3Client.Question question) {
        var answer = calls.make(
                StreamBudget.Kind.READ, () -> client.read(token(), READER, reader.toString(), key, question));
        if (answer.activities() == null) {
            throw new EngineAway("Stream");
        }
        var dubs = new ArrayList<DubId>();
        for (var found : answer.activities()) {
            if (found.id() != null) {
                dubs.add(DubId.fromString(found.id()));
            }
        }
        var goesOn = answer.next() != null && !answer.next().isEmpty();
        return new Page(dubs, goesOn ? answer.next() : null);
    }

    @Override
    public void add(DubId dub, AccountId author) {
        var activity = activity(dub, author);
        var added = calls.make(StreamBudget.Kind.WRITE, () -> client.add(token(), key, activity));
        if (added.activity() == null || !dub.toString().equals(added.activity().id())) {
            throw new EngineAway("Stream");
        }
    }

    @Override
    public void addAll(List<DubId> dubs, AccountId author) {
        var activities = new StreamV3Client.Activities(
                dubs.stream().map(dub -> activity(dub, author)).toList());
        var added = calls.make(StreamBudget.Kind.MANY, () -> client.addAll(token(), key, activities));
        if (added.activities() == null || added.activities().size() != dubs.size()) {
            throw new EngineAway("Stream");
        }
    }

    @Override
    public void followAll(AccountId reader, List<AccountId> authors) {
        var follows = new StreamV3Client.Follows(
                authors.stream().map(author -> following(reader, author)).toList());
        calls.make(StreamBudget.Kind.MANY, () -> client.followAll(token(), key, follows));
    }

    private static StreamV3Client.Activity activity(DubId dub, AccountId author) {
        return new StreamV3Client.Activity("dub", List.of(AUTHOR + ":" + author), dub.toString(), author.toString());
    }

    private StreamV3Client.Follow following(AccountId reader, AccountId author) {
        return new StreamV3Client.Follow(READER + ":" + reader, AUTHOR + ":" + author, copyLimit);
    }

    /** There Stream makes popularity of what people do in it, and takes no number of others for it. */
    @Override
    public boolean weighs() {
        return false;
    }

    @Override
    public void weigh(Map<DubId, Long> popularity) {
        // Nothing to tell.
    }

    @Override
    public void remove(DubId dub, AccountId author) {
        calls.remove(StreamBudget.Kind.WRITE, () -> client.remove(token(), dub.toString(), key, true));
    }

    @Override
    public void follow(AccountId reader, AccountId author) {
        var follow = following(reader, author);
        calls.make(StreamBudget.Kind.FOLLOW, () -> client.follow(token(), key, follow));
    }

    @Override
    public void unfollow(AccountId reader, AccountId author) {
        calls.remove(
                StreamBudget.Kind.FOLLOW,
                () -> client.unfollow(token(), READER + ":" + reader, AUTHOR + ":" + author, key));
    }

    /** From a little ago: a token from the future, by Stream's clock, is none. */
    private String token() {
        return token.of("{\"server\":true,\"iat\":" + (clock.instant().getEpochSecond() - SKEW_SECONDS) + "}");
    }
}
