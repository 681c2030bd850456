package io.overdub.search.index;

import io.overdub.ranking.Formula;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How questions are answered, as the team wants it: data, the same for every engine. What an engine knows no equal of it leaves out.
 *
 * <p>What names a language holds for questions in that language only; what names none, for all. Words are compared as {@link Words} folds
 * them.
 *
 * @param weights what counts how much in each kind; a kind that is missing counts as in {@link #STANDARD}
 * @param phrase added when all words stand in a row
 * @param wholeTitle added when a title is the question
 * @param popularity added for each doubling of the popularity, times 8
 * @param formulas by kind, the score in place of the weighted one, for the first {@value #WINDOW} documents by weights. They read
 *     {@code text}, the weighted score; {@code popularity}, the uses of a quote, likes of a dub, followers of a person or dubs of a tag;
 *     and in decay functions {@code time}, the age in seconds, which is 0 for tags
 * @param synonyms at most 500
 * @param stopWords at most 20 lists
 * @param pins at most 200
 * @param hides at most 500
 * @param blockedWords words, or some in a row: what is asked with one of them is never shown to others as something that people ask; at most
 *     500
 */
@Schema(name = "SearchRules")
public record Rules(
        @Size(max = 4) Map<Kind, @Valid @NotNull Weights> weights,

        @DecimalMin("0") @DecimalMax("100") Double phrase,

        @DecimalMin("0") @DecimalMax("100") Double wholeTitle,

        @DecimalMin("0") @DecimalMax("1") Double popularity,

        @Size(max = 4) Map<Kind, @Valid @NotNull Formula> formulas,
        @Size(max = 500) List<@Valid @NotNull Synonyms> synonyms,
        @Size(max = 20) List<@Valid @NotNull StopWords> stopWords,
        @Size(max = 200) List<@Valid @NotNull Pin> pins,
        @Size(max = 500) List<@Valid @NotNull Hide> hides,
        @Size(max = 500) List<@NotNull @Size(min = 1, max = 64) String> blockedWords) {

    /** How many documents a formula puts in order; those behind follow by weights. */
    public static final int WINDOW = 200;

    /** The first part of a BCP 47 tag. */
    static final String LANGUAGE = "[A-Za-z]{2,8}";

    /** What holds until somebody says something else. */
    public static final Rules STANDARD = new Rules(null, null, null, null, null, null, null, null, null, null);

    public Rules(
            @Nullable Map<Kind, Weights> weights,
            @Nullable Double phrase,
            @Nullable Double wholeTitle,
            @Nullable Double popularity,
            @Nullable Map<Kind, Formula> formulas,
            @Nullable List<Synonyms> synonyms,
            @Nullable List<StopWords> stopWords,
            @Nullable List<Pin> pins,
            @Nullable List<Hide> hides,
            @Nullable List<String> blockedWords) {
        this.weights = completed(weights);
        this.phrase = phrase == null ? 0.8 : phrase;
        this.wholeTitle = wholeTitle == null ? 1.2 : wholeTitle;
        this.popularity = popularity == null ? 0.003 : popularity;
        this.formulas = formulas == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(formulas));
        this.synonyms = plain(synonyms);
        this.stopWords = plain(stopWords);
        this.pins = plain(pins);
        this.hides = plain(hides);
        this.blockedWords = plain(blockedWords);
    }

    /** A null among them is refused by validation, which must get to see it. */
    private static <T> List<T> plain(@Nullable List<T> given) {
        return given == null ? List.of() : Collections.unmodifiableList(given);
    }

    private static Map<Kind, Weights> completed(@Nullable Map<Kind, Weights> given) {
        var all = new EnumMap<Kind, Weights>(Kind.class);
        for (var kind : Kind.values()) {
            all.put(kind, new Weights(null, null));
        }
        if (given != null) {
            all.putAll(given);
        }
        return Collections.unmodifiableMap(all);
    }

    Weights weightsOf(Kind kind) {
        var own = weights.get(kind);
        return own == null ? new Weights(null, null) : own;
    }

    /** A part of a document. */
    public enum Field {
        TITLE(1),
        NAME(0.6),
        TEXT(0.35),
        TRANSCRIPT(0.2);

        private final double standard;

        Field(double standard) {
            this.standard = standard;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param factor of the whole kind, 1 when absent; 0 to 10
     * @param fields by name: title, name (tags of quotes and dubs), text (author and attribution, title of a dub's quote, biography),
     *     transcript; each 0 to 1
     */
    @Schema(name = "SearchWeights")
    public record Weights(
            @DecimalMin("0") @DecimalMax("10") Double factor,

            @Size(max = 10) Map<@Size(max = 50) String, @NotNull @DecimalMin("0") @DecimalMax("1") Double> fields) {

        public Weights(@Nullable Double factor, @Nullable Map<String, Double> fields) {
            this.factor = factor == null ? 1 : factor;
            var all = new TreeMap<String, Double>();
            for (var field : Field.values()) {
                all.put(field.wireName(), field.standard);
            }
            if (fields != null) {
                all.putAll(fields);
            }
            this.fields = Collections.unmodifiableMap(all);
        }

        double of(Field field) {
            return fields.getOrDefault(field.wireName(), field.standard);
        }
    }

    /**
     * Words, or up to three in a row, that mean the same: who asks for one finds all; 2 to 20. Of a script without spaces up to four
     * characters.
     */
    @Schema(name = "SearchSynonyms")
    public record Synonyms(
            @Nullable @Pattern(regexp = LANGUAGE) String language,
            @NotNull @Size(min = 2, max = 20) List<@NotNull @Size(min = 1, max = 100) String> words) {}

    /** Words that a document need not have, unless nothing else was asked for; at most 500. */
    @Schema(name = "SearchStopWords")
    public record StopWords(
            @Nullable @Pattern(regexp = LANGUAGE) String language,
            @NotNull @Size(max = 500) List<@NotNull @Size(min = 1, max = 64) String> words) {}

    /** What comes first, in this order, whenever exactly this is asked for; what may not be shown, or is filtered out, is left out. */
    @Schema(name = "SearchPin")
    public record Pin(
            @Nullable @Pattern(regexp = LANGUAGE) String language,
            @NotNull @Size(max = 200) String query,
            @NotNull @Size(min = 1, max = 10) List<@Valid @NotNull Hit> hits) {}

    /** What is not found: for this question, or without one for any. */
    @Schema(name = "SearchHide")
    public record Hide(
            @Nullable @Pattern(regexp = LANGUAGE) String language,
            @Nullable @Size(max = 200) String query,
            @NotNull Kind kind,
            @NotNull @Size(min = 1, max = 64) String key) {}
}
