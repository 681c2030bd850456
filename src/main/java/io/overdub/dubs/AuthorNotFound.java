package io.overdub.dubs;

import io.overdub.kernel.Refusal;

/** Nobody there, or a block lies between: the two are not told apart. */
final class AuthorNotFound extends Refusal {

    AuthorNotFound() {
        super(Kind.NOT_FOUND, "account_not_found", "No such account");
    }
}
