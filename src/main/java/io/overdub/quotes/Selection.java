package io.overdub.quotes;

import org.jspecify.annotations.Nullable;

/** What people want to see of the catalogue; what is absent does not narrow it. */
record Selection(
        Order order, @Nullable String language, @Nullable String category) {

    /** Names the list, for cursors. */
    String name() {
        return order + "/" + language + "/" + category;
    }
}
