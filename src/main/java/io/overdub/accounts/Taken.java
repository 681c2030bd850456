package io.overdub.accounts;

import io.overdub.kernel.Refusal;

/** Somebody else has it. */
final class Taken extends Refusal {

    private Taken(String code, String detail) {
        super(Kind.CONFLICT, code, detail);
    }

    static Taken username() {
        return new Taken("username_taken", "Somebody else has this username");
    }

    static Taken email() {
        return new Taken("email_taken", "There is an account with this e-mail address");
    }
}
