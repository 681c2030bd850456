package io.overdub.search;

import io.overdub.accounts.ExposureChanged;
import io.overdub.accounts.PrivacySet;
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
 * An account that is closed or limited, and its dubs, have no documents: whoever asks the engine itself must not find them either. A
 * private one keeps its documents, for its followers. Of tags that it alone uses nobody is told in any of these cases.
 */
@Singleton
@StableName("search.index_dubs_of")
class IndexDubsOf implements StepwiseSubscriber<ExposureChanged> {

    private static final int AT_ONCE = 200;

    private final Clerk clerk;
    private final TagClerk tags;
    private final Captions captions;

    IndexDubsOf(Clerk clerk, TagClerk tags, Captions captions) {
        this.clerk = clerk;
        this.tags = tags;
        this.captions = captions;
    }

    @Override
    public @Nullable String step(ExposureChanged event, @Nullable String reached) {
        var goes = !(event instanceof PrivacySet);
        if (reached == null && goes) {
            clerk.update(Kind.ACCOUNT, List.of(event.account().toString()));
        }
        var dubs = captions.by(event.account(), reached == null ? null : UUID.fromString(reached), AT_ONCE);
        if (goes) {
            clerk.update(Kind.DUB, dubs.stream().map(DubId::toString).toList());
        }
        tags.update(captions.tagsOf(dubs));
        return dubs.size() < AT_ONCE ? null : dubs.get(AT_ONCE - 1).toString();
    }
}
