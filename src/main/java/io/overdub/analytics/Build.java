package io.overdub.analytics;

import com.fasterxml.jackson.databind.JsonNode;

/** How an event is built, told in one walk through it: of each that comes in all is looked at. */
final class Build {

    static final int LONGEST_NAME = 64;

    /** Quotation marks, a colon or a comma. */
    private static final int AROUND = 3;

    private int deepest;
    private int characters;
    private boolean unsound;
    private boolean unfitName;

    private Build() {}

    static Build of(JsonNode event) {
        var build = new Build();
        build.look(event, 0);
        return build;
    }

    boolean isDeeperThan(int levels) {
        return deepest > levels;
    }

    /** Written as JSON without spaces; escapes do not count. */
    boolean isLargerThan(int most) {
        return characters > most;
    }

    /** What PostgreSQL or DuckDB could not hold. */
    boolean hasUnsoundText() {
        return unsound;
    }

    /** One that nobody would give a column. */
    boolean hasUnfitName() {
        return unfitName;
    }

    private void look(JsonNode node, int above) {
        if (node.isContainerNode()) {
            deepest = Math.max(deepest, above + 1);
            characters += AROUND;
            if (node.isObject()) {
                node.properties().forEach(field -> {
                    look(field.getKey());
                    look(field.getValue(), above + 1);
                });
            } else {
                node.forEach(child -> look(child, above + 1));
            }
        } else if (node.isTextual()) {
            characters += node.textValue().length() + AROUND;
            unsound |= !isSound(node.textValue());
        } else {
            characters += node.asText().length() + 1;
        }
    }

    private void look(String name) {
        characters += name.length() + AROUND;
        unfitName |= name.length() > LONGEST_NAME || !isSound(name);
    }

    private static boolean isSound(String text) {
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if (letter == 0 || Character.isLowSurrogate(letter)) {
                return false;
            }
            if (Character.isHighSurrogate(letter)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }
}
