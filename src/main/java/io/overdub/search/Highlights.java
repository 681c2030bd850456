package io.overdub.search;

import io.overdub.search.index.Typos;
import io.overdub.search.index.Words;
import io.overdub.search.index.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says where in a text the words of a query are, also those that are merely meant, and their synonyms. */
final class Highlights {

    private static final int LONGEST = 200;
    private static final int BEFORE = 60;

    private final List<Word> asked;
    private final boolean open;
    private final Set<String> synonyms;

    /**
     * @param query as typed: unless a space ends it, its last word may be the beginning of one
     * @param synonyms words, folded, that are found for it as well
     */
    Highlights(String query, Set<String> synonyms) {
        this.synonyms = synonyms;
        this.asked = Words.asked(query);
        this.open = !asked.isEmpty() && asked.get(asked.size() - 1).end() == query.length();
    }

    /** Empty when the query is not found there. */
    Optional<Highlight> in(String field, String text) {
        var marks = marks(text);
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.length() <= LONGEST ? new Highlight(field, text, marks) : part(field, text, marks));
    }

    List<Mark> marks(String text) {
        var marks = new ArrayList<Mark>();
        for (var word : Words.in(text)) {
            if (isAsked(word)) {
                add(marks, word.start(), word.end());
            }
        }
        return marks;
    }

    private static void add(List<Mark> marks, int start, int end) {
        var last = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (last != null && start < last.start() + last.length()) {
            marks.set(
                    marks.size() - 1,
                    new Mark(last.start(), Math.max(end, last.start() + last.length()) - last.start()));
        } else {
            marks.add(new Mark(start, end - start));
        }
    }

    private boolean isAsked(Word word) {
        if (synonyms.contains(word.folded())) {
            return true;
        }
        for (var i = 0; i < asked.size(); i++) {
            if (isMeant(asked.get(i), i == asked.size() - 1 && open, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMeant(Word typed, boolean begins, Word word) {
        if (typed.folded().equals(word.folded())) {
            return true;
        }
        if (typed.script() != word.script()) {
            return false;
        }
        return switch (typed.script()) {
            case SPACED ->
                begins
                        ? Typos.isMeantByBeginning(typed.folded(), word.folded())
                        : Typos.isMeant(typed.folded(), word.folded());
            case PAIRED ->
                typed.folded().codePointCount(0, typed.folded().length()) == 1
                        && word.folded().startsWith(typed.folded());
            case EMOJI -> false;
        };
    }

    private static Highlight part(String field, String text, List<Mark> marks) {
        var start = boundary(text, Math.max(0, marks.get(0).start() - BEFORE));
        var end = boundary(text, Math.min(text.length(), start + LONGEST));
        var inside = marks.stream()
                .filter(mark -> mark.start() + mark.length() <= end)
                .map(mark -> new Mark(mark.start() - start, mark.length()))
                .toList();
        return new Highlight(field, text.substring(start, end), inside);
    }

    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
