package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.kernel.Sql;
import io.overdub.uploads.MediaWork;
import io.overdub.uploads.MediaWorked;
import io.overdub.uploads.OpenSide;
import io.overdub.uploads.Phone;
import io.overdub.uploads.Rendition;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.WorkState;
import io.overdub.world.TestClock;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where storage has an open side, and the better sound of a quote comes when people play the first one already. */
@QuarkusTest
class ImproveSoundTest {

    private static final AtomicInteger LANGUAGES = new AtomicInteger();

    @Inject
    World world;

    @Inject
    TestClock clock;

    @Inject
    Shelf shelf;

    @Inject
    QuoteRepository quotes;

    @Inject
    QuoteChanges changes;

    @Inject
    EditorsDesk desk;

    @Inject
    OpenSide open;

    @Inject
    Sql sql;

    private final String language = "qa-im" + LANGUAGES.incrementAndGet();
    private final Phone phone = new Phone();
    private UploadId upload;
    private String made;
    private UUID quote;
    private SoundPlaces places;
    private ImproveSound improve;

    @BeforeEach
    void publish() {
        var editor = world.staff("editor");
        upload = UploadId.fromString(editor.uploadsNewSound());
        made = "media/" + editor.uploadsNewSound();
        sql.update(
                "insert into uploads.rendition (upload_id, form, media_key) values (?, 'SOUND', ?)",
                upload.value(),
                made);
        quote = shelf.put(Shelf.text("Quiet at first", language, List.of(), List.of()), upload);
        places = new SoundPlaces(quotes, changes, open.uploads(), clock);
        improve = new ImproveSound(quotes, desk, places);
    }

    @AfterEach
    void clear() {
        shelf.clear(language);
    }

    @Test
    void the_new_sound_is_there_when_it_is_told_of_and_the_old_one_plays_on() {
        places.place(quote);
        assertThat(open("media/" + upload)).isTrue();

        improve.on(worked());
        improve.on(worked());

        assertThat(place()).isEqualTo(new QuoteRepository.SoundPlace(upload, made, true, true));
        assertThat(open(made)).isTrue();
        assertThat(open("media/" + upload)).isTrue();
    }

    @Test
    void a_quote_that_is_withdrawn_takes_both_along() {
        places.place(quote);
        improve.on(worked());

        shelf.withdraw(quote);
        places.place(quote);

        assertThat(place().open()).isFalse();
        assertThat(open(made)).isFalse();
        assertThat(open("media/" + upload)).isFalse();
    }

    @Test
    void a_sound_that_is_made_before_the_first_one_is_open_is_opened_by_the_change() {
        improve.on(worked());
        assertThat(place()).isEqualTo(new QuoteRepository.SoundPlace(upload, made, false, true));

        places.place(quote);

        assertThat(place().open()).isTrue();
        assertThat(open(made)).isTrue();
    }

    @Test
    void a_hidden_quote_takes_its_new_sound_and_stays_closed() {
        shelf.withdraw(quote);

        improve.on(worked());

        assertThat(place()).isEqualTo(new QuoteRepository.SoundPlace(upload, made, false, false));
        assertThat(open(made)).isFalse();
    }

    @Test
    void whoever_opens_the_first_sound_too_late_says_nothing_of_the_new_one() {
        improve.on(worked());

        assertThat(changes.openSound(quote, "media/" + upload)).isFalse();

        assertThat(place().open()).isFalse();
    }

    private QuoteRepository.SoundPlace place() {
        return quotes.soundPlace(quote, clock.instant()).orElseThrow();
    }

    private boolean open(String key) {
        return phone.get(open.uploads().openAddress(key)).statusCode() == 200;
    }

    private MediaWorked worked() {
        var sound = new Rendition(Rendition.Form.SOUND, made, "audio/mp4", 1_000, 3_900, 0, 0);
        return new MediaWorked(
                upload,
                UploadKind.QUOTE_SOUND,
                new MediaWork(WorkState.DONE, List.of(sound), -14.0, Collections.nCopies(200, 7)));
    }
}
