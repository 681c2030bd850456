package io.overdub.notifications;

import io.overdub.dubs.FilmFinished;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells authors who had to wait what became of their dub. */
@Singleton
@StableName("notifications.tell_of_film")
class TellOfFilm implements Subscriber<FilmFinished> {

    private final Herald herald;

    TellOfFilm(Herald herald) {
        this.herald = herald;
    }

    @Override
    public void on(FilmFinished event) {
        var kind = event.failed() ? Kind.DUB_FAILED : Kind.DUB_READY;
        herald.tell(News.answer(kind, event.dub().value()), List.of(event.author()));
    }
}
