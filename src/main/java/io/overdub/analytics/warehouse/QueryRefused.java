package io.overdub.analytics.warehouse;

import io.overdub.kernel.Refusal;
import java.util.List;
import java.util.Locale;

/** A query that is none of those that may be asked, or that failed. */
final class QueryRefused extends Refusal {

    private static final int LONGEST = 500;
    private static final double TIB = 1L << 40;

    private QueryRefused(String code, String detail) {
        super(Kind.INVALID, code, cut(detail), List.of(new Fault("sql", cut(detail))));
    }

    static QueryRefused forbidden(String why) {
        return new QueryRefused("query_forbidden", why);
    }

    static QueryRefused failed(String why) {
        return new QueryRefused("query_failed", why);
    }

    static QueryRefused tooLong(long seconds) {
        return new QueryRefused("query_timeout", "It took longer than " + seconds + " s");
    }

    static QueryRefused tooLarge(long bytes, long most) {
        return new QueryRefused(
                "query_too_large",
                String.format(
                        Locale.ROOT,
                        "It would read %.1f TiB, and %.1f are the most: ask for fewer days or columns",
                        bytes / TIB,
                        most / TIB));
    }

    static QueryRefused cancelled() {
        return new QueryRefused("query_cancelled", "Whoever asked wants no answer any more");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
