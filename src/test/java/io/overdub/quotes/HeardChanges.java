package io.overdub.quotes;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who keeps a copy of the catalogue and wants to hear of every change. */
@Singleton
@StableName("quotes.test_heard_changes")
class HeardChanges implements Subscriber<QuoteChanged> {

    private final List<String> quotes = new CopyOnWriteArrayList<>();

    @Override
    public void on(QuoteChanged event) {
        quotes.add(event.quote().toString());
    }

    long times(String quote) {
        return quotes.stream().filter(quote::equals).count();
    }
}
