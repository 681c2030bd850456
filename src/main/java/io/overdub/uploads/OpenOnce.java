package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.edge.Idempotent;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * The part of opening an upload that an {@code Idempotency-Key} covers: its row and its answer. What storage has to prepare comes before,
 * since nothing remote may happen in that transaction.
 */
@ApplicationScoped
class OpenOnce {

    private final CheckIn checkIn;

    OpenOnce(CheckIn checkIn) {
        this.checkIn = checkIn;
    }

    @Idempotent
    @ResponseStatus(201)
    CheckIn.Opened open(AccountId owner, Draft draft) {
        return checkIn.write(owner, draft);
    }
}
