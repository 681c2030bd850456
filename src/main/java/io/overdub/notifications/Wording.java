package io.overdub.notifications;

import static java.util.Map.entry;

import java.util.Map;

/** What pushes say, in the language of the device; in English where there is no other. */
final class Wording {

    /** Of one person; of one and another; of one and many. */
    private record Text(String one, String two, String many) {

        Text(String only) {
            this(only, only, only);
        }
    }

    private static final Map<Kind, Text> ENGLISH = Map.ofEntries(
            entry(Kind.FOLLOW, text("%s follows you", "%s and 1 other follow you", "%s and %d others follow you")),
            entry(
                    Kind.FOLLOW_REQUEST,
                    text(
                            "%s asks to follow you",
                            "%s and 1 other ask to follow you", "%s and %d others ask to follow you")),
            entry(
                    Kind.LIKE,
                    text("%s liked your dub", "%s and 1 other liked your dub", "%s and %d others liked your dub")),
            entry(
                    Kind.COMMENT,
                    text(
                            "%s commented on your dub",
                            "%s and 1 other commented on your dub", "%s and %d others commented on your dub")),
            entry(
                    Kind.REPLY,
                    text("%s replied to you", "%s and 1 other replied to you", "%s and %d others replied to you")),
            entry(
                    Kind.MENTION,
                    text("%s mentioned you", "%s and 1 other mentioned you", "%s and %d others mentioned you")),
            entry(
                    Kind.QUOTE_DUBBED,
                    text(
                            "%s dubbed your quote",
                            "%s and 1 other dubbed your quote", "%s and %d others dubbed your quote")),
            entry(Kind.NEW_DUB, new Text("%s published a new dub")),
            entry(Kind.DUB_READY, new Text("Your dub is ready")),
            entry(Kind.DUB_FAILED, new Text("Your dub could not be processed")),
            entry(Kind.QUOTE_APPROVED, new Text("Your quote was approved")),
            entry(Kind.QUOTE_REJECTED, new Text("Your quote was not approved")));

    private static final Map<Kind, Text> GERMAN = Map.ofEntries(
            entry(
                    Kind.FOLLOW,
                    text("%s folgt dir", "%s und eine weitere Person folgen dir", "%s und %d weitere folgen dir")),
            entry(
                    Kind.FOLLOW_REQUEST,
                    text(
                            "%s möchte dir folgen",
                            "%s und eine weitere Person möchten dir folgen", "%s und %d weitere möchten dir folgen")),
            entry(
                    Kind.LIKE,
                    text(
                            "%s gefällt dein Dub",
                            "%s und einer weiteren Person gefällt dein Dub", "%s und %d weiteren gefällt dein Dub")),
            entry(
                    Kind.COMMENT,
                    text(
                            "%s hat deinen Dub kommentiert",
                            "%s und eine weitere Person haben deinen Dub kommentiert",
                            "%s und %d weitere haben deinen Dub kommentiert")),
            entry(
                    Kind.REPLY,
                    text(
                            "%s hat dir geantwortet",
                            "%s und eine weitere Person haben dir geantwortet",
                            "%s und %d weitere haben dir geantwortet")),
            entry(
                    Kind.MENTION,
                    text(
                            "%s hat dich erwähnt",
                            "%s und eine weitere Person haben dich erwähnt", "%s und %d weitere haben dich erwähnt")),
            entry(
                    Kind.QUOTE_DUBBED,
                    text(
                            "%s hat dein Zitat synchronisiert",
                            "%s und eine weitere Person haben dein Zitat synchronisiert",
                            "%s und %d weitere haben dein Zitat synchronisiert")),
            entry(Kind.NEW_DUB, new Text("%s hat einen neuen Dub veröffentlicht")),
            entry(Kind.DUB_READY, new Text("Dein Dub ist fertig")),
            entry(Kind.DUB_FAILED, new Text("Dein Dub konnte nicht verarbeitet werden")),
            entry(Kind.QUOTE_APPROVED, new Text("Dein Zitat wurde freigegeben")),
            entry(Kind.QUOTE_REJECTED, new Text("Dein Zitat wurde nicht freigegeben")));

    private static final Map<String, Map<Kind, Text>> LANGUAGES = Map.of("en", ENGLISH, "de", GERMAN);

    private Wording() {}

    /** @param others how many more did it */
    static String of(Kind kind, String language, String name, long others) {
        var texts = LANGUAGES.getOrDefault(language.split("-", 2)[0], ENGLISH);
        var text = texts.get(kind);
        if (text == null) {
            throw new IllegalStateException("Nothing to say of " + kind);
        }
        var pattern = others == 0 ? text.one : others == 1 ? text.two : text.many;
        // The name last: it may look like a place for something.
        return pattern.replace("%d", Long.toString(others)).replace("%s", name);
    }

    private static Text text(String one, String two, String many) {
        return new Text(one, two, many);
    }
}
