package io.overdub.connections.graph;

import static io.overdub.connections.graph.Items.number;
import static io.overdub.connections.graph.Items.text;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Two items for each follow and each request, one for either side, written and removed in one transaction that also holds the conditions:
 * no block between the two, nothing there before. Of two transactions about the same items DynamoDB cancels one, and it is tried again.
 */
final class DynamoDbGraph implements GraphEngine {

    private static final int KEYS_AT_ONCE = 100;
    private static final int WRITES_AT_ONCE = 25;
    private static final int TELLINGS = 100;
    private static final String ABSENT = "attribute_not_exists(pk)";
    private static final String PRESENT = "attribute_exists(pk)";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final Comparator<Edge> BY_EDGE =
            Comparator.comparing(edge -> edge.id().toString());

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTallies tallies;
    private final Untold untold;
    private final Patience patience;
    private final Lines lines;
    private final Ids ids;

    DynamoDbGraph(
            DynamoDbClient client,
            String table,
            DynamoDbTallies tallies,
            Untold untold,
            Patience patience,
            Lines lines,
            Ids ids) {
        this.client = client;
        this.table = table;
        this.tallies = tallies;
        this.untold = untold;
        this.patience = patience;
        this.lines = lines;
        this.ids = ids;
    }

    @Override
    public Outcome follow(Arrow follow, Runnable told) {
        var shard = shard(follow.from(), tallies.openFor(follow));
        var note = untold.note(follow.from(), follow.to());
        var outcome = begin(List.of(
                put(following(follow, shard), ABSENT),
                put(Items.item(Items.followers(follow.to(), shard), follow.from(), follow), null),
                check(Items.blocked(follow.from()), follow.to(), ABSENT),
                check(Items.blocked(follow.to()), follow.from(), ABSENT),
                delete(Items.requested(follow.from()), follow.to()),
                delete(Items.requests(follow.to()), follow.from())));
        settle(follow, outcome == Outcome.ADDED, note, told);
        return outcome;
    }

    @Override
    public boolean accept(Arrow follow, Runnable told) {
        var shard = shard(follow.from(), tallies.openFor(follow));
        var note = untold.note(follow.from(), follow.to());
        var accepted = write(List.of(
                delete(Items.requested(follow.from()), follow.to(), PRESENT),
                delete(Items.requests(follow.to()), follow.from()),
                put(following(follow, shard), ABSENT),
                put(Items.item(Items.followers(follow.to(), shard), follow.from(), follow), null)));
        settle(follow, accepted, note, told);
        return accepted;
    }

    private void settle(Arrow follow, boolean added, Arrow note, Runnable told) {
        if (added) {
            tell(note, tallies.begun(follow), told);
        } else {
            untold.forget(note);
        }
    }

    /** What was not counted is looked at, and told, once more. */
    private void tell(Arrow note, boolean counted, Runnable told) {
        if (counted) {
            untold.tell(note, told);
        } else {
            untold.tellAndKeep(told);
        }
    }

    @Override
    public Outcome request(Arrow request) {
        return begin(List.of(
                put(Items.item(Items.requested(request.from()), request.to(), request), ABSENT),
                put(Items.item(Items.requests(request.to()), request.from(), request), null),
                check(Items.blocked(request.from()), request.to(), ABSENT),
                check(Items.blocked(request.to()), request.from(), ABSENT),
                check(Items.following(request.from()), request.to(), ABSENT)));
    }

    /** The first two actions make the edge, the next two look for blocks. */
    private Outcome begin(List<TransactWriteItem> actions) {
        try {
            transact(actions);
            return Outcome.ADDED;
        } catch (TransactionCanceledException cancelled) {
            var reasons = cancelled.cancellationReasons();
            return Patience.isFailedCondition(reasons.get(2)) || Patience.isFailedCondition(reasons.get(3))
                    ? Outcome.BLOCKED
                    : Outcome.THERE;
        }
    }

    private boolean write(List<TransactWriteItem> actions) {
        try {
            transact(actions);
            return true;
        } catch (TransactionCanceledException cancelled) {
            return false;
        }
    }

    /** By the token DynamoDB knows another try of what it has done already, for ten minutes, and does nothing more. */
    private void transact(List<TransactWriteItem> actions) {
        var token = ids.next().toString();
        patience.with(() -> client.transactWriteItems(
                request -> request.transactItems(actions).clientRequestToken(token)));
    }

    @Override
    public void decline(UUID follower, UUID followee) {
        transact(List.of(delete(Items.requested(follower), followee), delete(Items.requests(followee), follower)));
    }

    /** The request first: accepted before, it is the follow that is found then; after, there is nothing to accept. */
    @Override
    public void unfollow(UUID follower, UUID followee, Runnable told) {
        decline(follower, followee);
        @Nullable Arrow note = null;
        for (var attempt = 1; attempt <= Patience.TRIES; attempt++) {
            var there = read(Items.following(follower), followee);
            if (there.isEmpty()) {
                if (note != null) {
                    untold.tell(note, told);
                }
                return;
            }
            note = note == null ? untold.note(follower, followee) : note;
            if (write(end(there, follower, followee))) {
                tell(note, tallies.ended(Items.edgeId(there), follower, followee), told);
                return;
            }
            Patience.pause(attempt);
        }
        throw new GraphDown();
    }

    /** What it ends it has to read before; when that has changed meanwhile, all is done anew. */
    @Override
    public void block(Arrow block, BiConsumer<UUID, UUID> told) {
        var one = block.from();
        var other = block.to();
        var notes = new HashMap<UUID, Arrow>();
        for (var attempt = 1; attempt <= Patience.TRIES; attempt++) {
            if (!read(Items.blocked(one), other).isEmpty()) {
                notes.values().forEach(note -> untold.tell(note, () -> told.accept(note.from(), note.to())));
                return;
            }
            var out = read(Items.following(one), other);
            var in = read(Items.following(other), one);
            if (!out.isEmpty()) {
                notes.computeIfAbsent(one, follower -> untold.note(follower, other));
            }
            if (!in.isEmpty()) {
                notes.computeIfAbsent(other, follower -> untold.note(follower, one));
            }
            if (write(blocking(block, out, in))) {
                var countedOut = out.isEmpty() || tallies.ended(Items.edgeId(out), one, other);
                var countedIn = in.isEmpty() || tallies.ended(Items.edgeId(in), other, one);
                notes.values()
                        .forEach(
                                note -> tell(note, countedOut && countedIn, () -> told.accept(note.from(), note.to())));
                return;
            }
            Patience.pause(attempt);
        }
        throw new GraphDown();
    }

    private List<TransactWriteItem> blocking(
            Arrow block, Map<String, AttributeValue> out, Map<String, AttributeValue> in) {
        var one = block.from();
        var other = block.to();
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(put(Items.item(Items.blocked(one), other, block), ABSENT));
        actions.addAll(out.isEmpty() ? none(one, other) : end(out, one, other));
        actions.addAll(in.isEmpty() ? none(other, one) : end(in, other, one));
        actions.add(delete(Items.requested(one), other));
        actions.add(delete(Items.requests(other), one));
        actions.add(delete(Items.requested(other), one));
        actions.add(delete(Items.requests(one), other));
        return actions;
    }

    @Override
    public void unblock(UUID blocker, UUID blocked) {
        remove(Items.blocked(blocker), blocked);
    }

    @Override
    public void mute(Arrow mute) {
        try {
            patience.with(() -> client.putItem(request -> request.tableName(table)
                    .item(Items.item(Items.muted(mute.from()), mute.to(), mute))
                    .conditionExpression(ABSENT)));
        } catch (ConditionalCheckFailedException there) {
            return;
        }
    }

    @Override
    public void unmute(UUID muter, UUID muted) {
        remove(Items.muted(muter), muted);
    }

    private void remove(String partition, UUID other) {
        patience.with(
                () -> client.deleteItem(request -> request.tableName(table).key(Items.key(partition, other))));
    }

    @Override
    public List<Relation> relations(UUID viewer, Collection<UUID> people) {
        // A set, because DynamoDB refuses a key that is asked for twice, and the viewer may be among the people.
        var keys = new LinkedHashSet<Map<String, AttributeValue>>();
        people.forEach(person -> keys.addAll(tieKeys(viewer, person)));
        var there = there(List.copyOf(keys));
        return people.stream().map(person -> relation(there, viewer, person)).toList();
    }

    @Override
    public Map<UUID, Relation> relationsTo(UUID person, Collection<UUID> viewers) {
        var keys = new LinkedHashSet<Map<String, AttributeValue>>();
        viewers.forEach(viewer -> keys.addAll(tieKeys(viewer, person)));
        var there = there(List.copyOf(keys));
        return viewers.stream().collect(toMap(viewer -> viewer, viewer -> relation(there, viewer, person)));
    }

    private static List<Map<String, AttributeValue>> tieKeys(UUID viewer, UUID person) {
        return List.of(
                Items.key(Items.following(viewer), person),
                Items.key(Items.requested(viewer), person),
                Items.key(Items.muted(viewer), person),
                Items.key(Items.blocked(viewer), person),
                Items.key(Items.blocked(person), viewer));
    }

    private static Relation relation(Set<Map<String, AttributeValue>> there, UUID viewer, UUID person) {
        return new Relation(
                person,
                there.contains(Items.key(Items.following(viewer), person)),
                there.contains(Items.key(Items.requested(viewer), person)),
                there.contains(Items.key(Items.muted(viewer), person)),
                there.contains(Items.key(Items.blocked(viewer), person))
                        || there.contains(Items.key(Items.blocked(person), viewer)));
    }

    private Set<Map<String, AttributeValue>> there(List<Map<String, AttributeValue>> keys) {
        return new HashSet<>(found(keys, "pk, sk"));
    }

    private List<Map<String, AttributeValue>> found(List<Map<String, AttributeValue>> keys, @Nullable String what) {
        var parts = new ArrayList<List<Map<String, AttributeValue>>>();
        for (var from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            parts.add(keys.subList(from, Math.min(from + KEYS_AT_ONCE, keys.size())));
        }
        return lines.ask(parts, some -> someFound(some, what)).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** An answer may leave keys out and say so; taking them for absent would show people to those whom they block. */
    private List<Map<String, AttributeValue>> someFound(List<Map<String, AttributeValue>> keys, @Nullable String what) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var left = keys;
        for (var attempt = 1; attempt <= Patience.TRIES; attempt++) {
            var asked = KeysAndAttributes.builder()
                    .keys(left)
                    .consistentRead(true)
                    .projectionExpression(what)
                    .build();
            var answer =
                    patience.with(() -> client.batchGetItem(request -> request.requestItems(Map.of(table, asked))));
            found.addAll(answer.responses().getOrDefault(table, List.of()));
            var undone = answer.unprocessedKeys().get(table);
            if (undone == null || undone.keys().isEmpty()) {
                return found;
            }
            left = undone.keys();
            Patience.pause(attempt);
        }
        throw new GraphDown();
    }

    @Override
    public Stretch<Edge> newest(PeopleList list, UUID of, @Nullable UUID before, int limit) {
        var start = before == null ? NEWEST : before;
        var edges = in(partitions(list, of), one -> query(one, "#edge < :edge", start, false, limit + 1));
        edges.sort(BY_EDGE.reversed());
        return Stretch.of(edges, limit, Edge::id);
    }

    /** A question for each, for none of DynamoDB's reaches over partitions. */
    @Override
    public Map<UUID, List<UUID>> followees(Collection<UUID> followers, int limit) {
        var all = List.copyOf(followers);
        var lists = lines.ask(all, follower -> query(Items.following(follower), "#edge < :edge", NEWEST, false, limit));
        var found = new HashMap<UUID, List<UUID>>();
        for (var n = 0; n < all.size(); n++) {
            found.put(all.get(n), lists.get(n).stream().map(Edge::person).toList());
        }
        return found;
    }

    @Override
    public Stretch<Edge> oldest(PeopleList list, UUID of, UUID after, int limit) {
        var edges = in(partitions(list, of), one -> query(one, "#edge > :edge", after, true, limit + 1));
        edges.sort(BY_EDGE);
        return Stretch.of(edges, limit, Edge::id);
    }

    private List<Edge> in(List<String> partitions, Function<String, List<Edge>> query) {
        var edges = new ArrayList<Edge>();
        lines.ask(partitions, query).forEach(edges::addAll);
        return edges;
    }

    private List<String> partitions(PeopleList list, UUID of) {
        return switch (list) {
            case FOLLOWERS -> shardsOf(of);
            case FOLLOWING -> List.of(Items.following(of));
            case REQUESTS -> List.of(Items.requests(of));
            case MUTED -> List.of(Items.muted(of));
            case BLOCKED -> List.of(Items.blocked(of));
        };
    }

    private List<String> shardsOf(UUID followee) {
        var partitions = new ArrayList<String>();
        for (var shard = 0; shard < tallies.shards(followee); shard++) {
            partitions.add(Items.followers(followee, shard));
        }
        return partitions;
    }

    /** A page may be empty and yet have one behind it. */
    private List<Edge> query(String partition, String where, UUID edge, boolean ascending, int most) {
        var edges = new ArrayList<Edge>();
        @Nullable Map<String, AttributeValue> start = null;
        do {
            var from = start;
            var page = patience.with(() -> client.query(request -> request.tableName(table)
                    .indexName(Table.BY_EDGE)
                    .keyConditionExpression("#pk = :pk AND " + where)
                    .expressionAttributeNames(Map.of("#pk", Items.PARTITION, "#edge", Items.EDGE))
                    .expressionAttributeValues(Map.of(":pk", text(partition), ":edge", text(edge.toString())))
                    .scanIndexForward(ascending)
                    .limit(most - edges.size())
                    .exclusiveStartKey(from)
                    .consistentRead(true)));
            page.items().stream().map(Items::edge).forEach(edges::add);
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (start != null && edges.size() < most);
        return edges;
    }

    @Override
    public Tally tally(UUID account) {
        return tallies.of(account);
    }

    @Override
    public Map<UUID, Tally> tallies(Collection<UUID> accounts) {
        var known = new HashMap<UUID, Tally>();
        accounts.forEach(account -> known.put(account, new Tally(0, 0)));
        var keys = known.keySet().stream().map(Items::tallyKey).toList();
        found(keys, null).forEach(item -> known.put(Items.accountOf(item), DynamoDbTallies.tally(item)));
        return known;
    }

    @Override
    public int reconcile() {
        return tallies.reconcile();
    }

    @Override
    public void retell(Instant before, BiConsumer<UUID, UUID> follows, BiConsumer<UUID, UUID> ended) {
        var late = untold.before(before, TELLINGS);
        // Whether they were counted is not known either.
        tallies.reconcile(
                late.stream().flatMap(note -> Stream.of(note.from(), note.to())).collect(toSet()));
        for (var note : late) {
            var there = !read(Items.following(note.from()), note.to()).isEmpty();
            untold.tell(note, () -> (there ? follows : ended).accept(note.from(), note.to()));
        }
    }

    @Override
    public int forget(UUID person, int limit, BiConsumer<UUID, UUID> told) {
        var following = some(PeopleList.FOLLOWING, person, limit);
        following.forEach(other -> unfollow(person, other, () -> told.accept(person, other)));
        var followers = some(PeopleList.FOLLOWERS, person, limit);
        followers.forEach(other -> unfollow(other, person, () -> told.accept(other, person)));
        // What a copy between engines may have left behind: a follower whose own side is gone.
        some(PeopleList.FOLLOWERS, person, limit).stream()
                .filter(followers::contains)
                .forEach(other -> sweep(other, person, Set.of()));
        var requests = some(PeopleList.REQUESTS, person, limit);
        requests.forEach(other -> decline(other, person));
        var requested = query(Items.requested(person), "#edge < :edge", NEWEST, false, limit);
        requested.forEach(edge -> decline(person, edge.person()));
        var muted = some(PeopleList.MUTED, person, limit);
        muted.forEach(other -> unmute(person, other));
        var blocked = some(PeopleList.BLOCKED, person, limit);
        blocked.forEach(other -> unblock(person, other));
        var count = following.size()
                + followers.size()
                + requests.size()
                + requested.size()
                + muted.size()
                + blocked.size();
        return count > 0 ? count : forgetByOthers(person) + tallies.forget(person);
    }

    private List<UUID> some(PeopleList list, UUID of, int limit) {
        return newest(list, of, null, limit).rows().stream().map(Edge::person).toList();
    }

    /** Who mutes or blocks whom stands with the one who does, and nowhere else. */
    private int forgetByOthers(UUID person) {
        var count = 0;
        @Nullable Map<String, AttributeValue> start = null;
        do {
            var from = start;
            var page = patience.with(() -> client.scan(request -> request.tableName(table)
                    .filterExpression("#other = :person")
                    .projectionExpression("#pk, #other")
                    .expressionAttributeNames(Map.of("#pk", Items.PARTITION, "#other", Items.OTHER))
                    .expressionAttributeValues(Map.of(":person", text(person.toString())))
                    .exclusiveStartKey(from)
                    .consistentRead(true)));
            writeAll(page.items().stream().map(DynamoDbGraph::deletion).toList());
            count += page.count();
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (start != null);
        return count;
    }

    private static WriteRequest deletion(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(Items.keyOf(item)))
                .build();
    }

    @Override
    public Set<Tie> ties(UUID one, UUID other) {
        var ties = new HashSet<Tie>();
        edges(one, other).forEach((end, item) -> ties.add(new Tie(end.kind(), Items.arrow(end.from(), item))));
        return ties;
    }

    /** Where an edge is written: whoever it comes from has it. */
    private record End(Tie.Kind kind, UUID from, UUID to) {

        Map<String, AttributeValue> key() {
            return Items.key(Items.list(kind, from), to);
        }
    }

    private Map<End, Map<String, AttributeValue>> edges(UUID one, UUID other) {
        var ends = new HashMap<Map<String, AttributeValue>, End>();
        for (var kind : Tie.Kind.values()) {
            for (var end : List.of(new End(kind, one, other), new End(kind, other, one))) {
                ends.put(end.key(), end);
            }
        }
        var edges = new HashMap<End, Map<String, AttributeValue>>();
        for (var item : found(List.copyOf(ends.keySet()), null)) {
            edges.put(requireNonNull(ends.get(Items.keyOf(item))), item);
        }
        return edges;
    }

    /** What it replaces it has to read before; when that has changed meanwhile, all is done anew. */
    @Override
    public void copy(UUID one, UUID other, Set<Tie> ties) {
        for (var attempt = 1; attempt <= Patience.TRIES; attempt++) {
            var there = edges(one, other);
            if (replace(one, other, there, ties)) {
                sweep(one, other, ties);
                sweep(other, one, ties);
                return;
            }
            Patience.pause(attempt);
        }
        throw new GraphDown();
    }

    private boolean replace(UUID one, UUID other, Map<End, Map<String, AttributeValue>> there, Set<Tie> ties) {
        var actions = new ArrayList<TransactWriteItem>();
        var moves = new ArrayList<Runnable>();
        for (var kind : Tie.Kind.values()) {
            for (var end : List.of(new End(kind, one, other), new End(kind, other, one))) {
                var old = there.getOrDefault(end, Map.of());
                var wanted = ties.stream()
                        .filter(tie -> tie.kind() == kind && tie.arrow().from().equals(end.from()))
                        .map(Tie::arrow)
                        .findFirst();
                if (old.isEmpty() && wanted.isEmpty()
                        || wanted.filter(arrow -> isOf(old, arrow)).isPresent()) {
                    continue;
                }
                if (wanted.isEmpty()) {
                    actions.addAll(removal(end, old));
                } else {
                    actions.addAll(placing(end, old, wanted.get()));
                }
                if (kind == Tie.Kind.FOLLOW && old.isEmpty()) {
                    wanted.ifPresent(arrow -> moves.add(() -> tallies.begun(arrow)));
                } else if (kind == Tie.Kind.FOLLOW && wanted.isEmpty()) {
                    moves.add(() -> tallies.ended(Items.edgeId(old), end.from(), end.to()));
                }
            }
        }
        if (!actions.isEmpty() && !write(actions)) {
            return false;
        }
        moves.forEach(Runnable::run);
        return true;
    }

    private static boolean isOf(Map<String, AttributeValue> item, Arrow arrow) {
        return !item.isEmpty() && Items.edgeId(item).equals(arrow.id());
    }

    private List<TransactWriteItem> removal(End end, Map<String, AttributeValue> old) {
        return switch (end.kind()) {
            case FOLLOW -> end(old, end.from(), end.to());
            case REQUEST ->
                List.of(
                        deleteThis(Items.requested(end.from()), end.to(), old),
                        delete(Items.requests(end.to()), end.from()));
            case MUTE, BLOCK -> List.of(deleteThis(Items.list(end.kind(), end.from()), end.to(), old));
        };
    }

    private List<TransactWriteItem> placing(End end, Map<String, AttributeValue> old, Arrow arrow) {
        return switch (end.kind()) {
            case FOLLOW -> {
                var shard = shard(arrow.from(), tallies.openFor(arrow));
                yield List.of(
                        putOver(following(arrow, shard), old),
                        put(Items.item(Items.followers(arrow.to(), shard), arrow.from(), arrow), null));
            }
            case REQUEST ->
                List.of(
                        putOver(Items.item(Items.requested(arrow.from()), arrow.to(), arrow), old),
                        put(Items.item(Items.requests(arrow.to()), arrow.from(), arrow), null));
            case MUTE, BLOCK ->
                List.of(putOver(Items.item(Items.list(end.kind(), arrow.from()), arrow.to(), arrow), old));
        };
    }

    /**
     * A follower is in one partition only: not where an older copy put them, in none when they are none, and where they belong with the
     * edge that they have.
     */
    private void sweep(UUID follower, UUID followee, Set<Tie> ties) {
        var follow = ties.stream()
                .filter(tie ->
                        tie.kind() == Tie.Kind.FOLLOW && tie.arrow().from().equals(follower))
                .map(Tie::arrow)
                .findFirst();
        var item = follow.isEmpty() ? Map.<String, AttributeValue>of() : read(Items.following(follower), followee);
        if (follow.isPresent() && !isOf(item, follow.get())) {
            return;
        }
        var writes = new ArrayList<WriteRequest>();
        for (var shard = 0; shard < tallies.shards(followee); shard++) {
            var partition = Items.followers(followee, shard);
            if (follow.isPresent() && shard == Items.count(item, Items.SHARD)) {
                writes.add(putRequest(Items.item(partition, follower, follow.get())));
            } else {
                writes.add(WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(Items.key(partition, follower)))
                        .build());
            }
        }
        writeAll(writes);
    }

    @Override
    public void copyAll(List<Tie> ties) {
        var shards = new HashMap<UUID, Integer>();
        var writes = new ArrayList<WriteRequest>();
        for (var tie : ties) {
            var arrow = tie.arrow();
            switch (tie.kind()) {
                case FOLLOW -> {
                    var shard = shard(arrow.from(), shards.computeIfAbsent(arrow.to(), tallies::shards));
                    writes.add(putRequest(following(arrow, shard)));
                    writes.add(putRequest(Items.item(Items.followers(arrow.to(), shard), arrow.from(), arrow)));
                }
                case REQUEST -> {
                    writes.add(putRequest(Items.item(Items.requested(arrow.from()), arrow.to(), arrow)));
                    writes.add(putRequest(Items.item(Items.requests(arrow.to()), arrow.from(), arrow)));
                }
                case MUTE, BLOCK ->
                    writes.add(putRequest(Items.item(Items.list(tie.kind(), arrow.from()), arrow.to(), arrow)));
            }
        }
        writeAll(writes);
    }

    @Override
    public void copyTally(UUID account, Tally tally) {
        tallies.say(account, tally);
    }

    private static WriteRequest putRequest(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private void writeAll(List<WriteRequest> writes) {
        for (var from = 0; from < writes.size(); from += WRITES_AT_ONCE) {
            writeSome(writes.subList(from, Math.min(from + WRITES_AT_ONCE, writes.size())));
        }
    }

    /** An answer may leave writes out and say so. */
    private void writeSome(List<WriteRequest> writes) {
        var left = writes;
        for (var attempt = 1; attempt <= Patience.TRIES; attempt++) {
            var asked = left;
            var undone = patience.with(
                            () -> client.batchWriteItem(request -> request.requestItems(Map.of(table, asked))))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
            if (undone.isEmpty()) {
                return;
            }
            left = undone;
            Patience.pause(attempt);
        }
        throw new GraphDown();
    }

    private Map<String, AttributeValue> read(String partition, UUID other) {
        return patience.with(() -> client.getItem(request -> request.tableName(table)
                        .key(Items.key(partition, other))
                        .consistentRead(true)))
                .item();
    }

    private static Map<String, AttributeValue> following(Arrow follow, int shard) {
        var item = new HashMap<>(Items.item(Items.following(follow.from()), follow.to(), follow));
        item.put(Items.SHARD, number(shard));
        return item;
    }

    /** The same for good as long as there are as many. */
    private static int shard(UUID follower, int shards) {
        return Math.floorMod(follower.hashCode(), shards);
    }

    private List<TransactWriteItem> end(Map<String, AttributeValue> following, UUID follower, UUID followee) {
        var shard = (int) Items.count(following, Items.SHARD);
        return List.of(
                deleteThis(Items.following(follower), followee, following),
                delete(Items.followers(followee, shard), follower));
    }

    private TransactWriteItem deleteThis(String partition, UUID other, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(Items.key(partition, other))
                        .conditionExpression("#edge = :edge")
                        .expressionAttributeNames(Map.of("#edge", Items.EDGE))
                        .expressionAttributeValues(Map.of(":edge", Items.value(item, Items.EDGE))))
                .build();
    }

    private TransactWriteItem putOver(Map<String, AttributeValue> item, Map<String, AttributeValue> old) {
        if (old.isEmpty()) {
            return put(item, ABSENT);
        }
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(item)
                        .conditionExpression("#edge = :edge")
                        .expressionAttributeNames(Map.of("#edge", Items.EDGE))
                        .expressionAttributeValues(Map.of(":edge", Items.value(old, Items.EDGE))))
                .build();
    }

    private List<TransactWriteItem> none(UUID follower, UUID followee) {
        return List.of(check(Items.following(follower), followee, ABSENT));
    }

    private TransactWriteItem put(Map<String, AttributeValue> item, @Nullable String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression(condition))
                .build();
    }

    private TransactWriteItem check(String partition, UUID other, String condition) {
        return TransactWriteItem.builder()
                .conditionCheck(check ->
                        check.tableName(table).key(Items.key(partition, other)).conditionExpression(condition))
                .build();
    }

    private TransactWriteItem delete(String partition, UUID other) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(Items.key(partition, other)))
                .build();
    }

    private TransactWriteItem delete(String partition, UUID other, String condition) {
        return TransactWriteItem.builder()
                .delete(delete ->
                        delete.tableName(table).key(Items.key(partition, other)).conditionExpression(condition))
                .build();
    }
}
