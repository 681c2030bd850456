package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** There is none, or not for this viewer: the two are not told apart. */
final class DubNotFound extends Refusal {

    DubNotFound() {
        super(Kind.NOT_FOUND, "dub_not_found", "No such dub");
    }
}
