package io.overdub.notifications;

import java.util.Map;

/** What pushes say, in the language of the device; in English where there is no other. */
final class Wording {

    /** Of one person; of one and another; of one and many. */
    private record Text(String one, String two, String many) {

        Text(String only) {
            this(only, only, only);
        }
    }

    private static final Map<Kind, Text> ENGLISH = Map.of(
            Kind.FOLLOW,
            text("%s follows you", "%s and 1 other follow you", "%s and %d others follow you"),
            Kind.FOLLOW_REQUEST,
            text("%s asks to follow you", "%s and 1 other ask to follow you", "%s and %d others ask to follow you"),
            Kind.LIKE,
            text("%s liked your dub", "%s and 1 other liked your dub", "%s and %d others liked your dub"),
            Kind.QUOTE_DUBBED,
            text("%s dubbed your quote", "%s and 1 other dubbed your quote", "%s and %d others dubbed your quote"),
            Kind.NEW_DUB,
            new Text("%s published a new dub"),
            Kind.DUB_READY,
            new Text("Your dub is ready"),
            Kind.DUB_FAILED,
            new Text("Your dub could not be processed"),
            Kind.QUOTE_APPROVED,
            new Text("Your quote was approved"),
            Kind.QUOTE_REJECTED,
            new Text("Your quote was not approved"));

    private static final Map<Kind, Text> GERMAN = Map.of(
            Kind.FOLLOW,
            text("%s folgt dir", "%s und eine weitere Person folgen dir", "%s und %d weitere folgen dir"),
            Kind.FOLLOW_REQUEST,
            text(
                    "%s möchte dir folgen",
                    "%s und eine weitere Person möchten dir folgen", "%s und %d weitere möchten dir folgen"),
            Kind.LIKE,
            text(
                    "%s gefällt dein Dub",
                    "%s und einer weiteren Person gefällt dein Dub", "%s und %d weiteren gefällt dein Dub"),
            Kind.QUOTE_DUBBED,
            text(
                    "%s hat dein Zitat synchronisiert",
                    "%s und eine weitere Person haben dein Zitat synchronisiert",
                    "%s und %d weitere haben dein Zitat synchronisiert"),
            Kind.NEW_DUB,
            new Text("%s hat einen neuen Dub veröffentlicht"),
            Kind.DUB_READY,
            new Text("Dein Dub ist fertig"),
            Kind.DUB_FAILED,
            new Text("Dein Dub konnte nicht verarbeitet werden"),
            Kind.QUOTE_APPROVED,
            new Text("Dein Zitat wurde freigegeben"),
            Kind.QUOTE_REJECTED,
            new Text("Dein Zitat wurde nicht freigegeben"));

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
        return pattern.replace("%s", name).replace("%d", Long.toString(others));
    }

    private static Text text(String one, String two, String many) {
        return new Text(one, two, many);
    }
}
