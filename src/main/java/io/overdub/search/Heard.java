package io.overdub.search;

import io.overdub.accounts.AccountId;
import io.overdub.search.index.Words;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody asked for.
 *
 * @param query as typed, without control characters, also those of writing directions, and outer spaces
 * @param found whether there was an answer
 */
record Heard(AccountId who, String query, boolean found, Instant at) {

    /** More would be a telephone number. */
    private static final int MOST_DIGITS = 6;

    /** What moves or turns around the text that it stands in. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]");

    static Heard of(AccountId who, String typed, boolean found, Instant at) {
        return new Heard(who, UNSEEN.matcher(typed).replaceAll(" ").strip(), found, at);
    }

    /** What it has in common with the same question typed otherwise. */
    String key() {
        return query.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    boolean hasWords() {
        return !Words.asked(query).isEmpty();
    }

    /** Whether others, staff too, may learn that it was asked: not what may be an address or a number of somebody. */
    boolean isCountable() {
        return Normalizer.normalize(query, Normalizer.Form.NFKC).indexOf('@') < 0
                && query.codePoints().filter(Character::isDigit).count() <= MOST_DIGITS;
    }

    /** Whether this is the other while it was being typed, or after some of it was taken back. */
    boolean isPartOf(Heard other) {
        return key().startsWith(other.key()) || other.key().startsWith(key());
    }
}
