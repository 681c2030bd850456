package io.overdub.search;

import io.overdub.accounts.AccountChanged;
import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("search.index_account")
class IndexAccount implements BulkSubscriber<AccountChanged> {

    private final Clerk clerk;

    IndexAccount(Clerk clerk) {
        this.clerk = clerk;
    }

    @Override
    public void onAll(List<AccountChanged> events) {
        clerk.update(
                Kind.ACCOUNT,
                events.stream()
                        .map(event -> event.account().toString())
                        .distinct()
                        .toList());
    }
}
