package io.overdub.search.index;

import io.overdub.kernel.Refusal;

final class NoSearchKey extends Refusal {

    NoSearchKey() {
        super(Kind.NOT_FOUND, "no_search_key", "Clients cannot search at the engine directly here");
    }
}
