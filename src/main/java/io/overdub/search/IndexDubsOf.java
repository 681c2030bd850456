package io.overdub.search;

import io.overdub.accounts.AccountClosed;
import io.overdub.accounts.AccountLimited;
import io.overdub.accounts.AccountReopened;
import io.overdub.accounts.ExposureChanged;
import io.overdub.dubs.Captions;
import io.overdub.dubs.DubId;
import io.overdub.kernel.StableName;
import io.overdub.kernel.StepwiseSubscriber;
import io.overdub.search.index.Kind;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that is closed or limited, and its dubs, have no documents: whoever asks the engine itself must not find them either. A private one
 * keeps its documents, for its followers.
 */
@Singleton
@StableName("search.index_dubs_of")
class IndexDubsOf implements StepwiseSubscriber<ExposureChanged> {

    private static final int AT_ONCE = 200;

    private final Clerk clerk;
    private final Captions captions;

    IndexDubsOf(Clerk clerk, Captions captions) {
        this.clerk = clerk;
        this.captions = captions;
    }

    @Override
    public @Nullable String step(ExposureChanged event, @Nullable String reached) {
        if (!(event instanceof AccountClosed || event instanceof AccountReopened || event instanceof AccountLimited)) {
            return null;
        }
        if (reached == null) {
            clerk.update(Kind.ACCOUNT, List.of(event.account().toString()));
        }
        var dubs = captions.by(event.account(), reached == null ? null : UUID.fromString(reached), AT_ONCE);
        clerk.update(Kind.DUB, dubs.stream().map(DubId::toString).toList());
        return dubs.size() < AT_ONCE ? null : dubs.get(AT_ONCE - 1).toString();
    }
}
