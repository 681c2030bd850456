package io.overdub.feeds.trends;

import java.time.Duration;

/** What can trend. */
public enum Kind {
    /** By who likes them. */
    DUBS("dubs", Duration.ofHours(12)),
    /** By who makes dubs of them. */
    QUOTES("quotes", Duration.ofHours(24));

    /** After so many half-lives a vote is worth a thousandth: then it is forgotten. */
    private static final int LIVES = 10;

    private final String key;
    private final Duration halfLife;

    Kind(String key, Duration halfLife) {
        this.key = key;
        this.halfLife = halfLife;
    }

    String key() {
        return key;
    }

    public Duration halfLife() {
        return halfLife;
    }

    /** How far back votes are looked for. */
    public Duration memory() {
        return halfLife.multipliedBy(LIVES);
    }
}
