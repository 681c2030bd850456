package io.overdub.accounts;

import io.overdub.kernel.Blank;
import io.overdub.kernel.Countries;
import java.text.Normalizer;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What people may say of themselves. Lengths are in code points, after normalisation (NFC) and without outer white space. */
final class ProfileRules {

    static final int LONGEST_NAME = 50;
    static final int LONGEST_BIOGRAPHY = 300;
    private static final int LONGEST_LANGUAGE = 16;
    private static final Pattern TWO_LETTERS = Pattern.compile("[A-Za-z]{2}");

    private ProfileRules() {}

    static String displayName(String typed, Faults faults) {
        var name = normalised(typed);
        var length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME) {
            faults.add("display_name", "must have 1 to " + LONGEST_NAME + " characters");
        } else if (!name.codePoints().allMatch(c -> isWritable(c) && !endsLine(c))) {
            faults.add("display_name", "holds characters that can't be shown");
        } else if (Blank.is(name)) {
            faults.add("display_name", "has nothing that can be seen");
        }
        return name;
    }

    static String biography(String typed, Faults faults) {
        var text = normalised(typed);
        if (text.codePointCount(0, text.length()) > LONGEST_BIOGRAPHY) {
            faults.add("biography", "must have at most " + LONGEST_BIOGRAPHY + " characters");
        } else if (!text.codePoints().allMatch(c -> c == '\n' || isWritable(c))) {
            faults.add("biography", "holds characters that can't be shown");
        }
        return text;
    }

    /** ISO 3166-1 alpha-2, and XK. */
    static String country(String typed, Faults faults) {
        var code = typed.strip().toUpperCase(Locale.ROOT);
        // Two letters before they are raised: a single sharp s would become SS, which is South Sudan.
        if (!TWO_LETTERS.matcher(typed.strip()).matches() || !Countries.has(code)) {
            faults.add("country", "is not an ISO 3166 code of two letters");
        }
        return code;
    }

    /** BCP 47, in its canonical spelling: {@code PT-br} becomes {@code pt-BR}. */
    static String language(String typed, Faults faults) {
        try {
            var tag = new Locale.Builder().setLanguageTag(typed.strip()).build().toLanguageTag();
            if (tag.length() <= LONGEST_LANGUAGE && !tag.startsWith("und")) {
                return tag;
            }
        } catch (IllformedLocaleException e) {
            faults.add("language", "is not a BCP 47 language tag");
            return typed;
        }
        faults.add("language", "is not a BCP 47 language tag of 2 to " + LONGEST_LANGUAGE + " characters");
        return typed;
    }

    private static String normalised(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    }

    private static boolean endsLine(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Neither a control character, nor half of a surrogate pair, nor a mark that turns the line around. */
    private static boolean isWritable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE
                && !(codePoint >= 0x202A && codePoint <= 0x202E)
                && !(codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
