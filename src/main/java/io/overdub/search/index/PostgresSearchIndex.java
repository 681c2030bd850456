package io.overdub.search.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.search.index.DocumentRepository.Explained;
import io.overdub.search.index.DocumentRepository.Place;
import io.overdub.search.index.DocumentRepository.Row;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text search of PostgreSQL, with the words and typos of this package. */
final class PostgresSearchIndex implements SearchIndex {

    /** In titles and names. */
    private static final String PROMINENT = "AB";

    private static final int MOST_SIMILAR = 2_000;
    private static final int MILLION = 1_000_000;
    private static final int REMEMBERED = 200_000;

    /** Data that no column takes, a broken rule of the table, and too much of something. */
    private static final Set<String> FAULTS_OF_THE_DOCUMENT = Set.of("22", "23", "54");

    private record Heard(long generation, String word) {}

    private final DocumentRepository documents;
    private final Clock clock;

    /** Words whose stems are written down, so that it is not tried with every document. */
    private final Cache<Heard, Boolean> heard =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    PostgresSearchIndex(DocumentRepository documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
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
    public Stretch<Hit> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
        var asked = new Asked(question, rules, Wanted.words(question));
        if (asked.words().isEmpty() && !question.text().isBlank()) {
            return new Stretch<>(List.of(), null, true);
        }
        var from = after == null ? Mark.FIRST : Mark.of(after);
        var pinned = pinned(asked);
        if (from.stage() != Stage.PINS) {
            return answer(asked, pinned, from, limit);
        }
        var shown = (int) Math.min(from.score(), pinned.size());
        var pins = pinned.subList(shown, Math.min(pinned.size(), shown + limit));
        if (pins.size() == limit) {
            return new Stretch<>(pins, new Mark(Stage.PINS, false, (long) shown + limit, 0).toId(), false);
        }
        var others = answer(asked, pinned, Mark.START, limit - pins.size());
        var rows = new ArrayList<>(pins);
        rows.addAll(others.rows());
        return new Stretch<>(rows, others.end(), others.last());
    }

    /** What the rules put first and the question's filters let through. */
    private List<Hit> pinned(Asked asked) {
        var wanted = asked.rules().pinned(asked.question(), asked.words());
        if (wanted.isEmpty()) {
            return List.of();
        }
        var there = documents.among(wanted, asked.filter());
        return wanted.stream().filter(there::contains).toList();
    }

    private Stretch<Hit> answer(Asked asked, List<Hit> pinned, Mark from, int limit) {
        if (asked.words().isEmpty()) {
            return part(
                    asked,
                    pinned,
                    (score, seq, some) -> documents.popular(asked.filter(), score, seq, some),
                    from,
                    limit);
        }
        var wanted = Wanted.of(asked.question(), asked.words(), similar(asked.words()), "", asked.rules());
        var weighing = asked.rules().weighing();
        if (!from.loose()) {
            var found = part(
                    asked,
                    pinned,
                    (score, seq, some) -> documents.find(wanted.all(), wanted, weighing, score, seq, some),
                    from,
                    limit);
            if (found.end() != null || from.stage() != Stage.START) {
                return found;
            }
        }
        return wanted.any().isEmpty()
                ? new Stretch<>(List.of(), null, true)
                : part(
                        asked,
                        pinned,
                        (score, seq, some) -> documents.find(wanted.any(), wanted, weighing, score, seq, some),
                        from.loosened(),
                        limit);
    }

    /** A list by descending score and number. */
    private interface Source {
        List<Place> read(long score, long seq, int limit);
    }

    /** Some of a list, without what the rules hide or put first. */
    private Stretch<Hit> part(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        return from.stage() == Stage.REST || !asked.reorders()
                ? asWeighed(asked, pinned, source, from, limit)
                : reordered(asked, pinned, source, from, limit);
    }

    private static Stretch<Hit> asWeighed(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        var found = source.read(from.score(), from.seq(), limit + 1);
        var some = found.subList(0, Math.min(limit, found.size()));
        return new Stretch<>(
                shown(asked, pinned, some),
                some.isEmpty()
                        ? null
                        : Mark.of(Stage.REST, from.loose(), some.get(some.size() - 1))
                                .toId(),
                found.size() <= limit);
    }

    /** Of the first ones, which a formula puts in order. Those behind them are another stretch. */
    private Stretch<Hit> reordered(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        var found = source.read(Long.MAX_VALUE, Long.MAX_VALUE, Rules.WINDOW + 1);
        var window = found.subList(0, Math.min(Rules.WINDOW, found.size()));
        var left = inOrder(asked, window).stream().filter(from::isBefore).toList();
        var some = left.subList(0, Math.min(limit, left.size()));
        if (some.size() < left.size()) {
            return new Stretch<>(
                    shown(asked, pinned, some),
                    Mark.of(Stage.WINDOW, from.loose(), some.get(some.size() - 1))
                            .toId(),
                    false);
        }
        return new Stretch<>(
                shown(asked, pinned, some),
                window.isEmpty()
                        ? null
                        : Mark.of(Stage.REST, from.loose(), window.get(window.size() - 1))
                                .toId(),
                found.size() <= Rules.WINDOW);
    }

    private static List<Hit> shown(Asked asked, List<Hit> pinned, List<Place> some) {
        return some.stream()
                .map(Place::hit)
                .filter(hit -> !pinned.contains(hit) && !asked.hides(hit))
                .toList();
    }

    private List<Place> inOrder(Asked asked, List<Place> window) {
        // By the hour, so that pages that are read one after the other are of the same order.
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return window.stream()
                .map(place -> new Place(
                        place.kind(),
                        place.key(),
                        Mark.fitting(asked.score(place, now)),
                        place.seq(),
                        place.popularity()))
                .sorted(Comparator.comparingLong(Place::score)
                        .thenComparingLong(Place::seq)
                        .reversed())
                .toList();
    }

    @Override
    public List<Hit> suggest(Question question, RuleBook rules, int limit) {
        var asked = new Asked(question, rules, Wanted.words(question));
        if (asked.words().isEmpty()) {
            return List.of();
        }
        var pinned = pinned(asked);
        var wanted = Wanted.of(question, asked.words(), similar(asked.words()), PROMINENT, rules);
        var found = part(
                asked,
                pinned,
                (score, seq, some) -> documents.find(wanted.all(), wanted, rules.weighing(), score, seq, some),
                Mark.START,
                limit);
        return Stream.concat(pinned.stream(), found.rows().stream())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Scored> explain(Question question, RuleBook rules, int limit) {
        var asked = new Asked(question, rules, Wanted.words(question));
        if (asked.words().isEmpty() && !question.text().isBlank()) {
            return List.of();
        }
        var pinned = pinned(asked);
        var window = Math.max(limit + pinned.size(), asked.reorders() ? Rules.WINDOW : 0);
        var parts = new HashMap<Hit, Map<String, Double>>();
        List<Place> places = new ArrayList<>();
        for (var one : explained(asked, window)) {
            parts.put(one.place().hit(), one.parts());
            places.add(one.place());
        }
        var ordered = asked.reorders() ? inOrder(asked, places) : places;
        var scored = new ArrayList<Scored>();
        for (var hit : pinned) {
            scored.add(ordered.stream()
                    .filter(place -> place.hit().equals(hit))
                    .findFirst()
                    .map(place -> scored(place, true, parts))
                    .orElse(new Scored(hit, true, 0, Map.of())));
        }
        ordered.stream()
                .filter(place -> !pinned.contains(place.hit()) && !asked.hides(place.hit()))
                .forEach(place -> scored.add(scored(place, false, parts)));
        return scored.subList(0, Math.min(limit, scored.size()));
    }

    private List<Explained> explained(Asked asked, int limit) {
        if (asked.words().isEmpty()) {
            return documents.popular(asked.filter(), Long.MAX_VALUE, Long.MAX_VALUE, limit).stream()
                    .map(place -> new Explained(place, Map.of("popular", (double) place.popularity())))
                    .toList();
        }
        var wanted = Wanted.of(asked.question(), asked.words(), similar(asked.words()), "", asked.rules());
        var found = documents.explain(wanted.all(), wanted, asked.rules().weighing(), limit);
        return found.isEmpty() && !wanted.any().isEmpty()
                ? documents.explain(wanted.any(), wanted, asked.rules().weighing(), limit)
                : found;
    }

    private static Scored scored(Place place, boolean pinned, Map<Hit, Map<String, Double>> parts) {
        return new Scored(
                place.hit(), pinned, place.score() / (double) MILLION, parts.getOrDefault(place.hit(), Map.of()));
    }

    private List<String> similar(List<Words.Word> words) {
        var stems = Wanted.stems(words);
        return stems.isEmpty() ? List.of() : documents.withStems(stems, MOST_SIMILAR);
    }

    /** A question and the rules for it. */
    private record Asked(Question question, RuleBook rules, List<Words.Word> words) {

        boolean hides(Hit hit) {
            return rules.isHidden(hit, question, words);
        }

        boolean reorders() {
            return rules.reorders(question.kinds());
        }

        /** Null when there is none. */
        @Nullable String filter() {
            var filter = Wanted.filter(question);
            return filter.isEmpty() ? null : filter.substring(0, filter.lastIndexOf('&'));
        }

        double score(Place place, Instant now) {
            var text = words.isEmpty() ? 0 : place.score() / (double) MILLION;
            return rules.score(place.kind(), text, Fingerprints.count(place.popularity()), age(place, now));
        }

        /** An id tells when it was issued; a tag has none. */
        private static double age(Place place, Instant now) {
            return place.kind() == Kind.TAG
                    ? 0
                    : Math.max(
                            0,
                            Duration.between(Ids.issuedAt(Ids.parse(place.key())), now)
                                    .toSeconds());
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

    /** What the hits of a question are made of, in this order. */
    private enum Stage {
        /** What the rules put first; the score of a mark is how many of them were shown. */
        PINS,
        /** Nothing of what follows was shown. */
        START,
        /** What a formula puts in order. */
        WINDOW,
        REST
    }

    /**
     * The end of a stretch.
     *
     * @param loose whether documents without some of the words are in it
     */
    private record Mark(Stage stage, boolean loose, long score, long seq) {

        /** What is left for the score. */
        private static final long GREATEST = Long.MAX_VALUE >> 3;

        static final Mark FIRST = new Mark(Stage.PINS, false, 0, 0);
        static final Mark START = new Mark(Stage.START, false, Long.MAX_VALUE, Long.MAX_VALUE);

        static Mark of(Stage stage, boolean loose, Place place) {
            return new Mark(stage, loose, place.score(), place.seq());
        }

        static Mark of(UUID id) {
            var high = id.getMostSignificantBits();
            return new Mark(
                    Stage.values()[(int) (high >> 1 & 3)], (high & 1) == 1, high >> 3, id.getLeastSignificantBits());
        }

        /** A score that a mark can hold, in millionths. */
        static long fitting(double score) {
            return Math.max(-GREATEST, Math.min(GREATEST, Math.round(score * MILLION)));
        }

        Mark loosened() {
            return new Mark(stage, true, score, seq);
        }

        /** Whether the place is behind this mark. */
        boolean isBefore(Place place) {
            return place.score() < score || place.score() == score && place.seq() < seq;
        }

        UUID toId() {
            return new UUID(score << 3 | (long) stage.ordinal() << 1 | (loose ? 1 : 0), seq);
        }
    }
}
