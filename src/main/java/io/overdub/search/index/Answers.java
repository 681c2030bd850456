package io.overdub.search.index;

import io.overdub.kernel.Stretch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers together, alike for every engine: what the rules put first, what a formula puts in order, then what the engine has, without
 * what the rules hide.
 */
final class Answers {

    private final Engine engine;
    private final Clock clock;

    Answers(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    Stretch<Answer> find(Question question, RuleBook rules, @Nullable UUID after, int limit) {
        var asked = Asked.of(question, rules);
        if (asked.isGibberish()) {
            return new Stretch<>(List.of(), null, true);
        }
        var from = after == null ? Mark.FIRST : Mark.of(after);
        var pinned = pinned(asked);
        if (from.stage() != Mark.Stage.PINS) {
            return answer(asked, pinned, from, limit);
        }
        var shown = (int) Math.min(from.score(), pinned.size());
        var pins = pinned.subList(shown, Math.min(pinned.size(), shown + limit)).stream()
                .map(hit -> new Answer(hit, null))
                .toList();
        if (pins.size() == limit) {
            return new Stretch<>(pins, new Mark(Mark.Stage.PINS, false, (long) shown + limit, 0).toId(), false);
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
        var there = engine.among(wanted, asked);
        return wanted.stream().filter(there::contains).toList();
    }

    private Stretch<Answer> answer(Asked asked, List<Hit> pinned, Mark from, int limit) {
        if (asked.words().isEmpty()) {
            return part(asked, pinned, (score, seq, some) -> engine.popular(asked, score, seq, some), from, limit);
        }
        var search = engine.search(asked, false);
        if (!from.loose()) {
            var found = part(asked, pinned, (score, seq, some) -> search.read(false, score, seq, some), from, limit);
            if (found.end() != null || from.stage() != Mark.Stage.START) {
                return found;
            }
        }
        return search.loosens()
                ? part(asked, pinned, (score, seq, some) -> search.read(true, score, seq, some), from.loosened(), limit)
                : new Stretch<>(List.of(), null, true);
    }

    /** A list by descending score and number. */
    private interface Source {
        List<Place> read(long score, long seq, int limit);
    }

    /** Some of a list, without what the rules hide or put first. */
    private Stretch<Answer> part(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        return from.stage() == Mark.Stage.REST || !asked.reorders()
                ? asWeighed(asked, pinned, source, from, limit)
                : reordered(asked, pinned, source, from, limit);
    }

    private static Stretch<Answer> asWeighed(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        var found = source.read(from.score(), from.seq(), limit + 1);
        var some = found.subList(0, Math.min(limit, found.size()));
        return new Stretch<>(
                shown(asked, pinned, some),
                some.isEmpty()
                        ? null
                        : Mark.of(Mark.Stage.REST, from.loose(), some.get(some.size() - 1))
                                .toId(),
                found.size() <= limit);
    }

    /** Of the first ones, which a formula puts in order. Those behind them are another stretch. */
    private Stretch<Answer> reordered(Asked asked, List<Hit> pinned, Source source, Mark from, int limit) {
        var found = source.read(Long.MAX_VALUE, Long.MAX_VALUE, Rules.WINDOW + 1);
        var window = found.subList(0, Math.min(Rules.WINDOW, found.size()));
        var left = inOrder(asked, window).stream().filter(from::isBefore).toList();
        var some = left.subList(0, Math.min(limit, left.size()));
        if (some.size() < left.size()) {
            return new Stretch<>(
                    shown(asked, pinned, some),
                    Mark.of(Mark.Stage.WINDOW, from.loose(), some.get(some.size() - 1))
                            .toId(),
                    false);
        }
        return new Stretch<>(
                shown(asked, pinned, some),
                window.isEmpty()
                        ? null
                        : Mark.of(Mark.Stage.REST, from.loose(), window.get(window.size() - 1))
                                .toId(),
                found.size() <= Rules.WINDOW);
    }

    private static List<Answer> shown(Asked asked, List<Hit> pinned, List<Place> some) {
        return some.stream()
                .map(Place::answer)
                .filter(answer -> !pinned.contains(answer.hit()) && !asked.hides(answer.hit()))
                .toList();
    }

    private List<Place> inOrder(Asked asked, List<Place> window) {
        // By the hour, so that pages that are read one after the other are of the same order.
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return window.stream()
                .map(place -> new Place(
                        place.kind(),
                        place.key(),
                        Mark.fitting(asked.score(place, text(asked, place), now)),
                        place.seq(),
                        place.popularity(),
                        place.trace()))
                .sorted(Comparator.comparingLong(Place::score)
                        .thenComparingLong(Place::seq)
                        .reversed())
                .toList();
    }

    private double text(Asked asked, Place place) {
        return asked.words().isEmpty() ? 0 : engine.text(place.score());
    }

    List<Hit> suggest(Question question, RuleBook rules, int limit) {
        var asked = Asked.of(question, rules);
        if (asked.words().isEmpty()) {
            return List.of();
        }
        var pinned = pinned(asked);
        var search = engine.search(asked, true);
        var found = part(asked, pinned, (score, seq, some) -> search.read(false, score, seq, some), Mark.START, limit);
        return Stream.concat(pinned.stream(), found.rows().stream().map(Answer::hit))
                .limit(limit)
                .toList();
    }

    List<Scored> explain(Question question, RuleBook rules, int limit) {
        var asked = Asked.of(question, rules);
        if (asked.isGibberish()) {
            return List.of();
        }
        var pinned = pinned(asked);
        var parts = new HashMap<Hit, Map<String, Double>>();
        List<Place> places = new ArrayList<>();
        for (var one : explained(asked, Math.max(limit + pinned.size(), asked.reorders() ? Rules.WINDOW : 0))) {
            parts.put(one.place().hit(), one.parts());
            places.add(one.place());
        }
        var ordered = asked.reorders() ? inOrder(asked, places) : places;
        var scored = new ArrayList<Scored>();
        for (var hit : pinned) {
            scored.add(ordered.stream()
                    .filter(place -> place.hit().equals(hit))
                    .findFirst()
                    .map(place -> scored(asked, place, true, parts))
                    .orElse(new Scored(hit, true, 0, Map.of())));
        }
        ordered.stream()
                .filter(place -> !pinned.contains(place.hit()) && !asked.hides(place.hit()))
                .forEach(place -> scored.add(scored(asked, place, false, parts)));
        return scored.subList(0, Math.min(limit, scored.size()));
    }

    private List<Explained> explained(Asked asked, int limit) {
        if (asked.words().isEmpty()) {
            return engine.popular(asked, Long.MAX_VALUE, Long.MAX_VALUE, limit).stream()
                    .map(place -> new Explained(place, Map.of("popular", (double) place.popularity())))
                    .toList();
        }
        var search = engine.search(asked, false);
        var found = search.explain(false, limit);
        return found.isEmpty() && search.loosens() ? search.explain(true, limit) : found;
    }

    private Scored scored(Asked asked, Place place, boolean pinned, Map<Hit, Map<String, Double>> parts) {
        var score = asked.reorders() || asked.words().isEmpty()
                ? place.score() / (double) Mark.MILLION
                : engine.text(place.score());
        return new Scored(place.hit(), pinned, score, parts.getOrDefault(place.hit(), Map.of()));
    }
}
