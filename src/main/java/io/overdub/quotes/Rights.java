package io.overdub.quotes;

import java.util.Arrays;
import java.util.Locale;

/** What is known of the rights in a sound. */
enum Rights {
    /** Somebody on the team has checked them. */
    CLEARED,
    /** Who brought it says that it may be used. */
    DECLARED,
    /** Nobody knows; it is offered, but never put forward. */
    UNCLEAR,
    /** Somebody says that it may not be used, and it is not settled; never put forward. */
    DISPUTED,
    /** It may not be used: hidden, and no new dubs of it. */
    WITHDRAWN;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this version does not know is not put forward: old processes run while a release brings in new values. */
    static Rights fromStored(String text) {
        return Arrays.stream(values())
                .filter(rights -> rights.stored().equals(text))
                .findFirst()
                .orElse(UNCLEAR);
    }
}
