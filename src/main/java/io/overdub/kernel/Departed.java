package io.overdub.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to be forgotten, with all that they can be found by.
 *
 * @param email null when they never signed up
 */
public record Departed(
        UUID account, String username, @Nullable String email) {

    /** Whose things are that stay when the person goes. No account has this id. */
    public static final UUID NOBODY = new UUID(0, 0);
}
