package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** Only authors change their dubs. */
final class NotYourDub extends Refusal {

    NotYourDub() {
        super(Kind.FORBIDDEN, "not_your_dub", "Only its author may change a dub");
    }
}
