package io.overdub.quotes;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Keeps the sounds of what is shown, and of nothing else, where everybody can fetch them. */
@Singleton
@StableName("quotes.place_sound")
class PlaceSound implements Subscriber<QuoteChanged> {

    private final SoundPlaces sounds;

    PlaceSound(SoundPlaces sounds) {
        this.sounds = sounds;
    }

    @Override
    public String orderedBy(QuoteChanged event) {
        return event.quote().toString();
    }

    @Override
    public void on(QuoteChanged event) {
        sounds.place(event.quote().value());
    }
}
