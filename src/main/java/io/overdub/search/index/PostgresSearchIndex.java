package io.overdub.search.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.overdub.kernel.Memories;
import io.overdub.kernel.Sql;
import io.overdub.search.index.DocumentRepository.Row;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Text search of PostgreSQL, with the words and typos of this package. */
final class PostgresSearchIndex implements Engine {

    /** In titles and names. */
    private static final String PROMINENT = "AB";

    private static final int MOST_SIMILAR = 2_000;
    private static final int REMEMBERED = 200_000;
    private static final Duration LEARNT_ANEW = Duration.ofMinutes(5);

    /** Data that no column takes, a broken rule of the table, and too much of something. */
    private static final Set<String> FAULTS_OF_THE_DOCUMENT = Set.of("22", "23", "54");

    private record Heard(long generation, String word) {}

    private final DocumentRepository documents;
    private final Answers answers;

    /** Words whose stems are written down, so that it is not tried with every document. */
    private final Cache<Heard, Boolean> heard =
            Memories.begin().maximumSize(REMEMBERED).build();

    /** One entry. */
    private final LoadingCache<Boolean, Spread> spread;

    PostgresSearchIndex(DocumentRepository documents, Clock clock) {
        this.documents = documents;
        this.answers = new Answers(this, clock);
        this.spread = Memories.agingBy(clock).refreshAfterWrite(LEARNT_ANEW).build(new Learning(documents));
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        return write(null, changes);
    }

    @Override
    public List<Outcome> fill(long generation, List<Change> changes) {
        return write(generation, changes);
    }

    private List<Outcome> write(@Nullable Long generation, List<Change> changes) {
        var newest = new HashMap<Map.Entry<Kind, String>, Change>();
        changes.forEach(change -> newest.merge(
                Map.entry(change.kind(), change.key()),
                change,
                (one, other) -> one.version() >= other.version() ? one : other));
        var outcomes = new HashMap<Map.Entry<Kind, String>, Outcome>();
        writeAll(generation, List.copyOf(newest.values()))
                .forEach(outcome -> outcomes.put(
                        Map.entry(outcome.change().kind(), outcome.change().key()), outcome));
        return changes.stream()
                .map(change -> {
                    var outcome = outcomes.get(Map.entry(change.kind(), change.key()));
                    return outcome == null || !outcome.change().equals(change) ? Outcome.of(change, false) : outcome;
                })
                .toList();
    }

    private List<Outcome> writeAll(@Nullable Long generation, List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            learn(generation, changes);
            var rows = changes.stream().map(PostgresSearchIndex::row).toList();
            var written = documents.write(generation, rows);
            return changes.stream()
                    .map(change -> Outcome.of(change, written.contains(Map.entry(change.kind(), change.key()))))
                    .toList();
        } catch (Sql.SqlFailed e) {
            if (!isFaultOfDocument(e)) {
                throw e;
            }
            return changes.size() == 1
                    ? List.of(Outcome.refused(changes.get(0), String.valueOf(e.getMessage())))
                    : oneHalfAfterTheOther(generation, changes);
        }
    }

    /** A document that is refused takes no other with it. */
    private List<Outcome> oneHalfAfterTheOther(@Nullable Long generation, List<Change> changes) {
        var half = changes.size() / 2;
        var outcomes = new ArrayList<>(writeAll(generation, changes.subList(0, half)));
        outcomes.addAll(writeAll(generation, changes.subList(half, changes.size())));
        return outcomes;
    }

    private static boolean isFaultOfDocument(Sql.SqlFailed failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && FAULTS_OF_THE_DOCUMENT.contains(cause.getSQLState().substring(0, 2));
    }

    private static Row row(Change change) {
        var document = change.document();
        return document == null
                ? new Row(change.kind(), change.key(), change.version(), "", 0, "", true)
                : new Row(
                        change.kind(),
                        change.key(),
                        change.version(),
                        Lexemes.of(change.kind(), document).vector(),
                        Fingerprints.level(document.popularity()),
                        Fingerprints.of(document),
                        false);
    }

    /** Before the documents are there, so that who finds them finds them misspelt too. */
    private void learn(@Nullable Long generation, List<Change> changes) {
        var words = new HashSet<String>();
        for (var change : changes) {
            var document = change.document();
            if (document != null) {
                words.addAll(Lexemes.of(change.kind(), document).misspellable());
            }
        }
        if (words.isEmpty()) {
            return;
        }
        for (var into : generation == null ? documents.active() : List.of(generation)) {
            learn(into, words);
        }
    }

    private void learn(long generation, Set<String> words) {
        var unheard = words.stream()
                .filter(word -> heard.getIfPresent(new Heard(generation, word)) == null)
                .toList();
        var stems = new ArrayList<String>();
        var under = new ArrayList<String>();
        for (var word : unheard) {
            for (var stem : Typos.stems(word)) {
                stems.add(stem);
                under.add(word);
            }
        }
        if (!stems.isEmpty()) {
            documents.learn(generation, stems, under);
            unheard.forEach(word -> heard.put(new Heard(generation, word), true));
        }
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public Set<Hit> among(Collection<Hit> hits, Asked asked) {
        return documents.among(hits, filter(asked));
    }

    @Override
    public Search search(Asked asked, boolean prominent) {
        var stems = Wanted.stems(asked.words());
        var similar = stems.isEmpty() ? List.<String>of() : documents.withStems(stems, MOST_SIMILAR);
        var now = spread.get(true);
        return new TextSearch(
                documents,
                now,
                Wanted.of(asked, similar, prominent ? PROMINENT : "", now),
                asked.rules().weighing());
    }

    @Override
    public List<Place> popular(Asked asked, long score, long seq, int limit) {
        return documents.popular(filter(asked), score, seq, limit);
    }

    @Override
    public double text(long score) {
        return score / (double) Mark.MILLION;
    }

    /** Null when there is none. */
    private static @Nullable String filter(Asked asked) {
        var filter = Wanted.filter(asked.question());
        return filter.isEmpty() ? null : filter.substring(0, filter.lastIndexOf('&'));
    }

    /** Anew beside whoever asks next, who goes by what was known before. */
    private record Learning(DocumentRepository documents) implements CacheLoader<Boolean, Spread> {

        @Override
        public Spread load(Boolean once) {
            return documents.spread();
        }

        @Override
        public CompletableFuture<Spread> asyncReload(Boolean once, Spread before, Executor whoeverAsks) {
            return CompletableFuture.supplyAsync(documents::spread);
        }
    }

    private record TextSearch(DocumentRepository documents, Spread spread, Wanted wanted, Weighing weighing)
            implements Search {

        @Override
        public List<Place> read(boolean loose, long score, long seq, int limit) {
            return documents.find(wanted, loose, weighing, spread, score, seq, limit);
        }

        @Override
        public List<Explained> explain(boolean loose, int limit) {
            return documents.explain(wanted, loose, weighing, spread, limit);
        }

        @Override
        public boolean loosens() {
            return !wanted.any().isEmpty();
        }
    }

    @Override
    public Map<String, Stored> look(Kind kind, Collection<String> keys) {
        return documents.look(kind, keys);
    }

    @Override
    public List<String> keys(Kind kind, @Nullable String after, int limit) {
        return documents.keys(kind, after, limit);
    }

    @Override
    public long begin() {
        return documents.begin();
    }

    @Override
    public void publish(long generation) {
        documents.publish(generation);
    }

    @Override
    public boolean sweep() {
        return documents.sweep() > 0;
    }
}
