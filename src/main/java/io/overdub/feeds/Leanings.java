package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Dub;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Taste;
import io.overdub.feeds.Feedback.About;
import io.overdub.quotes.QuoteId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What somebody said they want more of, less of, or none of, and since when what they do counts.
 *
 * @param said by what it is about and its subject
 * @param since the epoch where nothing was to be forgotten
 */
record Leanings(Map<About, Map<String, Opinion>> said, Instant since) {

    static final Leanings NONE = new Leanings(Map.of(), Instant.EPOCH);

    /** Of so many dubs of what somebody wants less of, one comes. */
    private static final int FEW = 20;

    /** Whom somebody wants more of counts like so many likes of theirs. */
    private static final int MORE_LIKES = 20;

    static Leanings of(List<Feedback> said, Instant since) {
        var byAbout = new EnumMap<About, Map<String, Opinion>>(About.class);
        said.forEach(one ->
                byAbout.computeIfAbsent(one.about(), about -> new HashMap<>()).put(one.subject(), one.opinion()));
        return new Leanings(byAbout, since);
    }

    /** What holds without personalisation too. */
    Leanings rules() {
        if (said.isEmpty()) {
            return NONE;
        }
        var hidden = new EnumMap<About, Map<String, Opinion>>(About.class);
        said.forEach((about, opinions) -> {
            var some = new HashMap<>(opinions);
            some.values().removeIf(opinion -> opinion != Opinion.HIDE);
            hidden.put(about, some);
        });
        return new Leanings(hidden, Instant.EPOCH);
    }

    /** Whether a dub may come into a choice; asked of each once, for of what is wanted less it counts how many came. */
    Predicate<Candidate> sieve() {
        if (said.isEmpty()) {
            return dub -> true;
        }
        var come = new HashMap<String, Integer>();
        return dub -> passes(About.QUOTES, dub.quote().toString(), come)
                && passes(About.AUTHORS, dub.author().toString(), come);
    }

    private boolean passes(About about, String subject, Map<String, Integer> come) {
        return switch (opinion(about, subject)) {
            case MORE, NONE -> true;
            case LESS -> come.merge(about + subject, 1, Integer::sum) % FEW == 0;
            case HIDE -> false;
        };
    }

    /** Whether it may be shown: tags are known of a dub only that is about to be. */
    boolean allow(Dub dub) {
        var quote = dub.quote();
        return said.isEmpty()
                || (quote == null || opinion(About.QUOTES, quote.id().toString()) != Opinion.HIDE)
                        && opinion(About.AUTHORS, dub.author().id().toString()) != Opinion.HIDE
                        && dub.tags().stream().allMatch(tag -> allows(tag, dub.id()));
    }

    private boolean allows(String tag, DubId dub) {
        return switch (opinion(About.TAGS, tag)) {
            case MORE, NONE -> true;
            case LESS -> Math.floorMod(dub.value().getLeastSignificantBits(), FEW) == 0;
            case HIDE -> false;
        };
    }

    private Opinion opinion(About about, String subject) {
        return said.getOrDefault(about, Map.of()).getOrDefault(subject, Opinion.NONE);
    }

    /** What they want more of is to their taste. */
    Taste sharpen(Taste taste) {
        var authors = wanted(About.AUTHORS);
        var quotes = wanted(About.QUOTES);
        if (authors.isEmpty() && quotes.isEmpty()) {
            return taste;
        }
        var likesGiven = new HashMap<>(taste.likesGiven());
        authors.forEach(author -> likesGiven.merge(AccountId.fromString(author), MORE_LIKES, Integer::sum));
        var all = new LinkedHashSet<QuoteId>();
        quotes.forEach(quote -> all.add(QuoteId.fromString(quote)));
        all.addAll(taste.quotes());
        return new Taste(likesGiven, List.copyOf(all));
    }

    private Collection<String> wanted(About about) {
        return said.getOrDefault(about, Map.of()).entrySet().stream()
                .filter(one -> one.getValue() == Opinion.MORE)
                .map(Map.Entry::getKey)
                .toList();
    }
}
