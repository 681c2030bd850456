package io.overdub.search.index;

import io.overdub.kernel.Refusal;

final class NoShadow extends Refusal {

    NoShadow() {
        super(Kind.NOT_FOUND, "no_shadow", "search.index.shadow names no engine");
    }
}
