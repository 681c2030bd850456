package io.overdub.notifications;

/** What somebody does not want, as it is stored: everything else they get, new kinds too. */
final class Silence {

    private Silence() {}

    static String push(Kind kind) {
        return kind.stored() + ":push";
    }

    static String inbox(Kind kind) {
        return kind.stored() + ":inbox";
    }
}
