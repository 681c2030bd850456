package io.overdub.search.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.search.index.DocumentRepository.Place;
import io.overdub.search.index.DocumentRepository.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Text search of PostgreSQL, with the words and typos of this package. */
final class PostgresSearchIndex implements SearchIndex {

    /** In titles and names. */
    private static final String PROMINENT = "AB";

    private static final int MOST_SIMILAR = 2_000;
    private static final int REMEMBERED = 200_000;

    /** Data that no column takes, a broken rule of the table, and too much of something. */
    private static final Set<String> FAULTS_OF_THE_DOCUMENT = Set.of("22", "23", "54");

    private record Heard(long generation, String word) {}

    private final DocumentRepository documents;

    /** Words whose stems are written down, so that it is not tried with every document. */
    private final Cache<Heard, Boolean> heard =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PostgresSearchIndex(DocumentRepository documents) {
        this.documents = documents;
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
    public Stretch<Hit> find(Question question, @Nullable UUID after, int limit) {
        var words = Wanted.words(question);
        if (words.isEmpty()) {
            return question.text().isBlank() ? popular(question, after, limit) : new Stretch<>(List.of(), null, true);
        }
        var wanted = Wanted.of(question, words, similar(words), "");
        var from = after == null ? Mark.START : Mark.of(after);
        var found = from.loose() ? List.<Place>of() : find(wanted.all(), wanted, from, limit);
        if (!from.loose() && (!found.isEmpty() || after != null)) {
            return stretch(found, limit, false);
        }
        return wanted.any().isEmpty()
                ? new Stretch<>(List.of(), null, true)
                : stretch(find(wanted.any(), wanted, from, limit), limit, true);
    }

    private List<Place> find(String which, Wanted wanted, Mark from, int limit) {
        return documents.find(which, wanted, from.score(), from.seq(), limit + 1);
    }

    private Stretch<Hit> popular(Question question, @Nullable UUID after, int limit) {
        var from = after == null ? Mark.START : Mark.of(after);
        var filter = Wanted.filter(question);
        var found = documents.popular(
                filter.isEmpty() ? null : filter.substring(0, filter.lastIndexOf('&')),
                from.score(),
                from.seq(),
                limit + 1);
        return stretch(found, limit, false);
    }

    @Override
    public List<Hit> suggest(Question question, int limit) {
        var words = Wanted.words(question);
        if (words.isEmpty()) {
            return List.of();
        }
        var wanted = Wanted.of(question, words, similar(words), PROMINENT);
        return stretch(find(wanted.all(), wanted, Mark.START, limit), limit, false)
                .rows();
    }

    private List<String> similar(List<Words.Word> words) {
        var stems = Wanted.stems(words);
        return stems.isEmpty() ? List.of() : documents.withStems(stems, MOST_SIMILAR);
    }

    private static Stretch<Hit> stretch(List<Place> found, int limit, boolean loose) {
        var some = found.subList(0, Math.min(limit, found.size()));
        var hits =
                some.stream().map(place -> new Hit(place.kind(), place.key())).toList();
        var end = some.isEmpty()
                ? null
                : Mark.of(some.get(some.size() - 1), loose).toId();
        return new Stretch<>(hits, end, found.size() <= limit);
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

    /**
     * The end of a stretch.
     *
     * @param loose whether documents without some of the words are in it
     */
    private record Mark(long score, long seq, boolean loose) {

        static final Mark START = new Mark(Long.MAX_VALUE, Long.MAX_VALUE, false);

        static Mark of(Place place, boolean loose) {
            return new Mark(place.score(), place.seq(), loose);
        }

        static Mark of(UUID id) {
            var high = id.getMostSignificantBits();
            return new Mark(high >> 1, id.getLeastSignificantBits(), (high & 1) == 1);
        }

        UUID toId() {
            return new UUID(score << 1 | (loose ? 1 : 0), seq);
        }
    }
}
