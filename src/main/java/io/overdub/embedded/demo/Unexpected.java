package io.overdub.embedded.demo;

import java.io.IOException;

/** An answer that the demo can't go on with. */
final class Unexpected extends IOException {

    Unexpected(String message) {
        super(message);
    }
}
