package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The @usernames of a text, in whatever case, the first 10. A dot or a hyphen at the end belongs to the sentence, and what stands in an
 * address of mail or of the web names nobody.
 */
final class Mentions {

    static final int MOST = 10;

    /** A username as people may choose one: 3 to 24 characters, the first and the last a letter or a digit. */
    private static final Pattern NAME = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}_@＠/.])[@＠]([A-Za-z0-9][A-Za-z0-9._-]{1,22}[A-Za-z0-9])(?![\\p{L}\\p{M}\\p{N}_])");

    private Mentions() {}

    /** @param name as accounts keep it */
    record Place(String name, int start, int length) {}

    static List<Place> in(String text) {
        var places = new ArrayList<Place>();
        var found = NAME.matcher(text);
        while (found.find() && places.size() < MOST) {
            places.add(new Place(found.group(1).toLowerCase(Locale.ROOT), found.start(), found.end() - found.start()));
        }
        return places;
    }

    /** Names that are nobody's stay plain text. */
    static List<Mention> of(List<Place> places, Map<String, AccountId> people) {
        var mentions = new ArrayList<Mention>();
        for (var place : places) {
            var meant = people.get(place.name());
            if (meant != null) {
                mentions.add(new Mention(meant, place.start(), place.length()));
            }
        }
        return mentions;
    }
}
