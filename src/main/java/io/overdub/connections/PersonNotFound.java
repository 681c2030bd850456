package io.overdub.connections;

import io.overdub.kernel.Refusal;

/** Nobody there, or a block lies between: the two are not told apart. */
final class PersonNotFound extends Refusal {

    PersonNotFound() {
        super(Kind.NOT_FOUND, "account_not_found", "No such account");
    }
}
