package io.overdub.ranking.language;

import io.overdub.kernel.Refusal.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one score from left to right and writes it anew for the compiler, as it goes.
 *
 * <pre>
 * sum    = product { ("+" | "-") product }
 * product = signed { ("*" | "/") signed }
 * signed = ("-" | "+") signed | power
 * power  = atom [ "^" signed ]
 * atom   = number | name | name "(" [ sum { "," sum } ] ")" | "(" sum ")"
 * </pre>
 *
 * So {@code ^} binds to the right and tighter than a sign before it: {@code -2 ^ 2} is -4, {@code 2 ^ 3 ^ 2} is 512.
 */
final class Words {

    static final int LONGEST = 2_000;

    /** Numbers, names, calls and operators. */
    static final int MOST = 200;

    /** Parentheses, calls and signs within each other. */
    static final int DEEPEST = 40;

    /** What one decay of another may swell the text to. */
    private static final int LONGEST_WRITTEN = 20_000;

    /** How many arguments a function takes, and what the compiler calls it. */
    private record Function(int arguments, String name) {}

    private static final Map<String, Function> FUNCTIONS = Map.of(
            "ln", new Function(1, "ln"),
            "log", new Function(1, "log10"),
            "sin", new Function(1, "sin"),
            "cos", new Function(1, "cos"),
            "tan", new Function(1, "tan"),
            "abs", new Function(1, "abs"),
            "min", new Function(2, "min"),
            "max", new Function(2, "max"),
            "trunc", new Function(1, "trunc"),
            "round", new Function(1, "round"));

    private static final String TIME = "time";
    private static final String CHANCE = "rand";

    private final String text;
    private final Set<String> known;
    private final Map<String, Curve> curves;
    private final Set<String> used = new TreeSet<>();
    private final Map<String, Integer> firstUse = new HashMap<>();
    private final Set<String> usedCurves = new TreeSet<>();
    private int at;
    private int count;
    private int depth;

    /**
     * @param known the names that have a value
     * @param curves the named decays
     */
    Words(String text, Set<String> known, Map<String, Curve> curves) {
        this.text = text;
        this.known = known;
        this.curves = curves;
    }

    /** @throws Unreadable at the first thing that is wrong */
    String written() {
        if (text.length() > LONGEST) {
            throw new Unreadable(LONGEST, "a score has at most " + LONGEST + " characters");
        }
        var written = sum();
        if (at < text.length()) {
            throw new Unreadable(at, "expected an operator or the end, not " + quoted(text.substring(at, at + 1)));
        }
        return written;
    }

    Set<String> used() {
        return used;
    }

    Set<String> usedCurves() {
        return usedCurves;
    }

    /** Where a name stands first, from 1. */
    int placeOf(String name) {
        return firstUse.getOrDefault(name, 0) + 1;
    }

    private String sum() {
        var written = new StringBuilder(product());
        while (sees('+') || sees('-')) {
            written.append(' ').append(operator()).append(' ').append(product());
        }
        return bounded(written.toString());
    }

    private String product() {
        var written = new StringBuilder(signed());
        while (sees('*') || sees('/')) {
            written.append(' ').append(operator()).append(' ').append(signed());
        }
        return written.toString();
    }

    private String signed() {
        if (!sees('-') && !sees('+')) {
            return power();
        }
        descend();
        var written = operator() == '-' ? "(-" + signed() + ")" : signed();
        depth--;
        return written;
    }

    private String power() {
        var atom = atom();
        if (!sees('^')) {
            return atom;
        }
        operator();
        descend();
        var written = "pow(" + atom + ", " + signed() + ")";
        depth--;
        return written;
    }

    private String atom() {
        skipBlanks();
        if (at >= text.length()) {
            throw new Unreadable(at, "the score ends too early");
        }
        var c = text.charAt(at);
        if (isDigit(c) || c == '.') {
            return number();
        }
        if (isLetter(c)) {
            return name();
        }
        if (c != '(') {
            throw new Unreadable(at, "expected a number, a name or (, not " + quoted(text.substring(at, at + 1)));
        }
        at++;
        descend();
        var written = "(" + sum() + ")";
        depth--;
        close();
        return written;
    }

    /** Written anew, since the compiler would read a leading 0 as octal. */
    private String number() {
        var start = at;
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            skipDigits();
        }
        tally(start);
        try {
            var number = Double.parseDouble(text.substring(start, at));
            if (Double.isFinite(number)) {
                return Double.toString(number);
            }
        } catch (NumberFormatException e) {
            throw new Unreadable(start, "not a number");
        }
        throw new Unreadable(start, "too large a number");
    }

    /** Stream reads names in lower case. */
    private String name() {
        var start = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        var name = text.substring(start, at).toLowerCase(Locale.ROOT);
        tally(start);
        return sees('(') ? call(name, start) : variable(name, start);
    }

    private String variable(String name, int start) {
        if (name.equals(TIME)) {
            throw new Unreadable(start, "time stands in decay functions only");
        }
        return use(name, start);
    }

    private String use(String name, int start) {
        if (!known.contains(name)) {
            throw new Unreadable(start, "no feature is called " + quoted(name));
        }
        used.add(name);
        firstUse.putIfAbsent(name, start);
        return name;
    }

    private String call(String name, int start) {
        at++;
        descend();
        var written = callee(name, start);
        depth--;
        close();
        return bounded(written);
    }

    private String callee(String name, int start) {
        var curve = curve(name);
        if (curve != null) {
            return curve.over(faded(curve, start));
        }
        if (name.equals(CHANCE)) {
            return use(CHANCE, start);
        }
        var function = FUNCTIONS.get(name);
        if (function == null) {
            throw new Unreadable(start, "no function is called " + quoted(name));
        }
        var arguments = arguments();
        if (arguments.size() != function.arguments()) {
            throw new Unreadable(
                    start, name + " takes " + function.arguments() + " arguments, not " + arguments.size());
        }
        return function.name() + "(" + String.join(", ", arguments) + ")";
    }

    private @Nullable Curve curve(String name) {
        var named = curves.get(name);
        if (named != null) {
            usedCurves.add(name);
            return named;
        }
        var shape = Curve.Shape.of(name);
        return shape == null ? null : Curve.bare(shape);
    }

    private String faded(Curve curve, int start) {
        skipBlanks();
        var inside = at;
        if (text.regionMatches(true, at, TIME, 0, TIME.length())) {
            at += TIME.length();
            if (sees(')')) {
                tally(inside);
                if (!curve.ofTime()) {
                    throw new Unreadable(inside, "time fades by a scale such as 5d");
                }
                return use(TIME, inside);
            }
            at = inside;
        }
        if (curve.ofTime()) {
            throw new Unreadable(start, "a scale such as 5d is for time alone; other values fade by a number");
        }
        return sum();
    }

    private List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (!sees(')')) {
            arguments.add(sum());
            while (sees(',')) {
                at++;
                arguments.add(sum());
            }
        }
        return arguments;
    }

    private void close() {
        if (!sees(')')) {
            throw new Unreadable(at, "expected )");
        }
        at++;
    }

    private char operator() {
        tally(at);
        return text.charAt(at++);
    }

    private boolean sees(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void skipDigits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void tally(int position) {
        if (++count > MOST) {
            throw new Unreadable(position, "more than " + MOST + " numbers, names and operators");
        }
    }

    private void descend() {
        if (++depth > DEEPEST) {
            throw new Unreadable(at, "nested more than " + DEEPEST + " deep");
        }
    }

    private String bounded(String written) {
        if (written.length() > LONGEST_WRITTEN) {
            throw new Unreadable(at, "too long once it is written out");
        }
        return written;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** As much of what somebody wrote as an answer repeats. */
    static String quoted(String word) {
        return '"' + word.substring(0, Math.min(word.length(), 40)) + '"';
    }

    /** What is wrong, and where: from 1. */
    static final class Unreadable extends RuntimeException {

        private final int position;

        Unreadable(int index, String message) {
            super(message, null, false, false);
            this.position = index + 1;
        }

        Fault fault() {
            return new Fault("score", "at " + position + ": " + getMessage());
        }
    }
}
