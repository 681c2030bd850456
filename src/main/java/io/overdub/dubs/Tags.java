package io.overdub.dubs;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The #tags of a caption: letters, marks, digits and underscores of any script, at least one of them a letter, at most 50 characters,
 * the first 10 of a caption. Compatibility forms and case are folded (NFKC), so that #Früh, #FRÜH and #ｆｒüｈ are one tag.
 */
public final class Tags {

    static final int MOST = 10;
    public static final int LONGEST = 50;

    /** The joiners stand inside words of Persian and of Indic scripts; they never start a tag, and at its end nobody sees them. */
    private static final Pattern TAG = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_&/#])[#＃]([\\p{L}\\p{M}\\p{N}_][\\p{L}\\p{M}\\p{N}_\\u200c\\u200d]*)");

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    private static final Pattern JOINERS_AT_THE_END = Pattern.compile("[\\u200c\\u200d]+$");

    private Tags() {}

    static List<String> in(String caption) {
        var tags = new LinkedHashSet<String>();
        var found = TAG.matcher(caption);
        while (found.find() && tags.size() < MOST) {
            var tag = fold(JOINERS_AT_THE_END.matcher(found.group(1)).replaceFirst(""));
            if (tag.length() <= LONGEST && LETTER.matcher(tag).find()) {
                tags.add(tag);
            }
        }
        return List.copyOf(tags);
    }

    /** The one form of a tag, without #, in whatever case and form somebody writes it. */
    public static String fold(String tag) {
        return Normalizer.normalize(tag, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
