package io.overdub.quotes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose view of the catalogue a copy is: of a country; of {@code other} countries, those that no quote names; or of the {@code world},
 * for clients that do not know where they are.
 */
record Market(String key) {

    static final Market WORLD = new Market("world");

    /** No country is called so, so no quote names it. */
    static final Market OTHER = new Market("other");

    static Market ofKey(String key) {
        return new Market(key);
    }

    static Market of(@Nullable String country) {
        return country == null ? WORLD : new Market(country);
    }

    Place place() {
        return equals(WORLD) ? new Place(null, List.of()) : Place.of(key, Optional.empty());
    }
}
