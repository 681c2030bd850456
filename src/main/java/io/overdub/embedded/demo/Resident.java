package io.overdub.embedded.demo;

import java.time.Duration;

/**
 * Somebody who is signed in.
 *
 * @param biography empty until all that the demo holds of them is there
 * @param life how long the token works
 */
record Resident(String id, String username, String token, String biography, Duration life) {

    boolean hasMovedIn() {
        return !biography.isBlank();
    }
}
