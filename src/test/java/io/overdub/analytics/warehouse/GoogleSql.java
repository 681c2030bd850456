package io.overdub.analytics.warehouse;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** As much of GoogleSQL as our own questions may be made of; what it does not know, BigQuery may not know either. */
public final class GoogleSql {

    private static final Pattern TEXT = Pattern.compile("'[^']*'");
    private static final Pattern CALL = Pattern.compile("\\b([a-z_]+)\\s*\\(");
    private static final Pattern SIGN = Pattern.compile("->>?|::|//|\\||\\[|\\]|\\{|\\}|\\$|\"|`|#");
    private static final Pattern TYPE = Pattern.compile("\\bas (double|varchar|bigint|hugeint|uuid|timestamptz)\\)");
    /** Functions, and words that stand before a bracket. */
    private static final Set<String> KNOWN = Set.of(
            "count",
            "lead",
            "over",
            "min",
            "max",
            "sum",
            "avg",
            "round",
            "coalesce",
            "least",
            "extract",
            "cast",
            "from",
            "in",
            "as",
            "join",
            "and",
            "or",
            "not",
            "where",
            "union",
            "all",
            "select",
            "distinct");

    private GoogleSql() {}

    /** Empty when it understands all of it. */
    public static Set<String> unknownIn(String sql) {
        var plain = TEXT.matcher(sql.toLowerCase(java.util.Locale.ROOT)).replaceAll("''");
        var unknown = new TreeSet<String>();
        SIGN.matcher(plain).results().forEach(found -> unknown.add(found.group()));
        TYPE.matcher(plain).results().forEach(found -> unknown.add(found.group()));
        CALL.matcher(plain)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !KNOWN.contains(word))
                .forEach(unknown::add);
        return unknown;
    }
}
