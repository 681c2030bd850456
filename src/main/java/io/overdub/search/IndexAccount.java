package io.overdub.search;

import io.overdub.accounts.AccountChanged;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("search.index_account")
class IndexAccount implements Subscriber<AccountChanged> {

    private final Clerk clerk;

    IndexAccount(Clerk clerk) {
        this.clerk = clerk;
    }

    @Override
    public void on(AccountChanged event) {
        clerk.update(Kind.ACCOUNT, List.of(event.account().toString()));
    }
}
