package io.overdub.connections;

import io.overdub.kernel.Refusal;

final class NotWithYourself extends Refusal {

    NotWithYourself() {
        super(Kind.INVALID, "not_with_yourself", "People cannot follow, mute or block themselves");
    }
}
