package io.overdub.notifications;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts that count, in the message syntax that translators know: {@code {unread, plural, one {# notice} other {# notices}}}, by the plural
 * rules of their language in Unicode's CLDR. A text without a brace is said as it is, and so is what was stored before texts counted and
 * cannot be read as one that does.
 */
final class Phrases {

    private static final Set<MessagePattern.ArgType> COUNTING =
            Set.of(MessagePattern.ArgType.NONE, MessagePattern.ArgType.PLURAL, MessagePattern.ArgType.SELECTORDINAL);

    private Phrases() {}

    /**
     * The names of the numbers that it says.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    static Set<String> numbersIn(String text) {
        var names = new HashSet<String>();
        if (isPlain(text)) {
            return names;
        }
        var pattern = parsed(text);
        for (var i = 0; i < pattern.countParts(); i++) {
            var part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_START) {
                if (!COUNTING.contains(part.getArgType())) {
                    throw new IllegalArgumentException(
                            "only numbers are said, and their plural and selectordinal forms");
                }
                names.add(pattern.getSubstring(pattern.getPart(i + 1)));
            }
        }
        return names;
    }

    private static MessagePattern parsed(String text) {
        try {
            return new MessagePattern(text);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        }
    }

    /** @param language BCP 47 */
    static String say(String language, String text, Map<String, Long> numbers) {
        return counts(text) ? new MessageFormat(text, ULocale.forLanguageTag(language)).format(numbers) : text;
    }

    /** Whether it says the number of this name. */
    static boolean says(String name, String text) {
        return counts(text) && numbersIn(text).contains(name);
    }

    private static boolean counts(String text) {
        try {
            numbersIn(text);
            return !isPlain(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** None, for which texts often have words of their own, and a number for each plural form that others have in this language. */
    static List<Long> examples(String language) {
        var rules = PluralRules.forLocale(ULocale.forLanguageTag(language));
        var others = rules.getKeywords().stream()
                .flatMap(form -> rules.getSamples(form).stream()
                        .filter(sample -> sample >= 1 && sample == Math.rint(sample))
                        .map(Double::longValue)
                        .limit(1));
        return Stream.concat(Stream.of(0L), others).sorted().toList();
    }

    private static boolean isPlain(String text) {
        return text.indexOf('{') < 0;
    }
}
