package io.overdub.search.index;

import io.overdub.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A question, the rules for it, and its words. */
record Asked(Question question, RuleBook rules, List<Words.Word> words) {

    static Asked of(Question question, RuleBook rules) {
        return new Asked(question, rules, Clause.words(question));
    }

    /** Something was typed, and no word is in it. */
    boolean isGibberish() {
        return words.isEmpty() && !question.text().isBlank();
    }

    boolean hides(Hit hit) {
        return rules.isHidden(hit, question, words);
    }

    boolean reorders() {
        return rules.reorders(question.kinds());
    }

    /** @param text the weighted score, from 0 */
    double score(Place place, double text, Instant now) {
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
