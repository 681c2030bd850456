package io.overdub.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a formula can read of a candidate. Each of them is filled by the feeds; one that nobody fills has no place here. Without a viewer's
 * leave to personalise, the personal ones are absent and count as their default.
 */
public enum Feature {
    TIME(false, "Age in seconds, by server time; only decay functions read it", 0, 315_360_000),
    LIKES(false, "How many people like the dub", 0, 100_000_000),
    COMMENTS(false, "How many comments everybody sees under the dub, replies among them", 0, 100_000_000),
    PLAYS(false, "How often the dub began to play, as /v1/meta/metrics defines it", 0, 10_000_000_000L),
    COMPLETION(false, "The part of its views that reached the end, from 0 to 1; absent before the first view", 0, 1),
    SHARES(false, "How often it was given to another app", 0, 100_000_000),
    POPULARITY(
            false,
            "What the dub has brought about so far: its likes, its comments twice, and its shares three times",
            0,
            100_000_000),
    QUOTE_USES(
            false, "How many public dubs use the same quote; absent where the quote may not be shown", 0, 100_000_000),
    DURATION(false, "Length of the film in seconds", 0, 60),
    AUTHOR_DAYS(false, "Age of the author's account in days", 0, 36_500),
    FOLLOWING(true, "1 when the viewer follows the author, else 0", 0, 1),
    AFFINITY(true, "How many of the viewer's last 200 likes went to dubs by this author", 0, 200),
    QUOTE_AFFINITY(true, "1 when the viewer lately dubbed the quote or liked a dub of it, else 0", 0, 1),
    QUOTE_MOMENTUM(false, "How many people dub the same quote just now: the momentum of the quote", 0, 100_000_000),
    MOMENTUM(
            false,
            "Only in what trends. How many people have taken to it just now, each weighed by how long and how well known the account is,"
                    + " and fading: by half in 12 hours for dubs, in 24 for quotes",
            0,
            100_000_000),
    BASELINE(
            false,
            "Only in what trends. What is usual: likes of an older dub by the same author, dubs of the same quote on a day",
            0,
            100_000_000),
    RAND(false, "Chance from 0 to 1, written rand(): another one for each candidate and feed session", 0, 1);

    private static final Map<String, Feature> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Feature::wireName, feature -> feature));

    /** No default stands in for these: they are always there. */
    private static final Set<Feature> CERTAIN = Set.of(TIME, RAND);

    private final boolean personal;
    private final String description;
    private final double least;
    private final double greatest;

    Feature(boolean personal, String description, double least, double greatest) {
        this.personal = personal;
        this.description = description;
        this.least = least;
        this.greatest = greatest;
    }

    static Feature of(String name) {
        var feature = BY_NAME.get(name);
        if (feature == null) {
            throw new IllegalArgumentException("No such feature: " + name);
        }
        return feature;
    }

    /** All of them, in their order. */
    static List<Variable> variables() {
        return Arrays.stream(values())
                .map(feature -> new Variable(feature.wireName(), feature.certain(), feature.least, feature.greatest))
                .toList();
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static Set<String> certainNames() {
        return CERTAIN.stream().map(Feature::wireName).collect(Collectors.toUnmodifiableSet());
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it says something about the viewer. */
    public boolean personal() {
        return personal;
    }

    boolean certain() {
        return CERTAIN.contains(this);
    }

    String description() {
        return description;
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }
}
