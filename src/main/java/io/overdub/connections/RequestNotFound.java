package io.overdub.connections;

import io.overdub.kernel.Refusal;

/** Never made, taken back, declined, or ended by a block. */
final class RequestNotFound extends Refusal {

    RequestNotFound() {
        super(Kind.NOT_FOUND, "follow_request_not_found", "Nobody with this id asks to follow you");
    }
}
