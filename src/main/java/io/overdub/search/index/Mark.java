package io.overdub.search.index;

import java.util.UUID;

/**
 * The end of a stretch.
 *
 * @param loose whether documents without some of the words are in it
 */
record Mark(Stage stage, boolean loose, long score, long seq) {

    /** What the hits of a question are made of, in this order. */
    enum Stage {
        /** What the rules put first; the score of a mark is how many of them were shown. */
        PINS,
        /** Nothing of what follows was shown. */
        START,
        /** What a formula puts in order; scores are in millionths. */
        WINDOW,
        REST
    }

    static final int MILLION = 1_000_000;

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
