package io.overdub.accounts;

import io.overdub.kernel.Refusal;

final class AccountNotFound extends Refusal {

    AccountNotFound() {
        super(Kind.NOT_FOUND, "account_not_found", "There is no such account");
    }
}
