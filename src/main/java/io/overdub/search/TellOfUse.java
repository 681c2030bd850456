package io.overdub.search;

import io.overdub.kernel.BulkSubscriber;
import io.overdub.kernel.StableName;
import io.overdub.search.index.Insights;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
@StableName("search.tell_of_use")
class TellOfUse implements BulkSubscriber<HitsUsed> {

    private final Insights insights;

    TellOfUse(Insights insights) {
        this.insights = insights;
    }

    @Override
    public void onAll(List<HitsUsed> events) {
        insights.tell(events.stream().flatMap(event -> event.uses().stream()).toList());
    }
}
