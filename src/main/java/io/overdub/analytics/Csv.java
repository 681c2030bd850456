package io.overdub.analytics;

import io.overdub.analytics.warehouse.Answer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe: people wrote it, and an analyst opens it. */
final class Csv {

    /** What begins like a formula and is none. */
    private static final Pattern NUMBER = Pattern.compile("-[0-9.]+([eE][+-]?[0-9]+)?");

    private Csv() {}

    static String of(Answer answer) {
        var text = new StringBuilder();
        line(text, answer.columns().stream().map(Answer.Column::name).toList());
        answer.rows().forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<? extends @Nullable String> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable String value) {
        if (value == null) {
            return "";
        }
        var safe = isFormula(value) ? "'" + value : value;
        return safe.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0)
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static boolean isFormula(String value) {
        return !value.isEmpty()
                && "=+-@\t\r".indexOf(value.charAt(0)) >= 0
                && !NUMBER.matcher(value).matches();
    }
}
