package io.overdub.quotes;

import static io.overdub.quotes.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.world.DemoMedia;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Quotes lose what an older version never wrote down. */
@QuarkusTest
class FillInSoundsTest {

    @Inject
    World world;

    @Inject
    FillInSounds job;

    @Inject
    DataSource database;

    @Test
    void an_old_quote_is_found_by_its_sound_again() throws SQLException {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        var old = brings(editor, sound, 201);
        makeOld(old);

        job.run();

        assertThat(brings(editor, sound, 200)).isEqualTo(old);
    }

    @Test
    void of_two_old_quotes_with_one_sound_the_older_stands_for_it() throws SQLException {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        var older = brings(editor, sound, 201);
        makeOld(older);
        var younger = brings(editor, sound, 201);
        makeOld(younger);

        job.run();
        job.run();

        assertThat(brings(editor, sound, 200)).isEqualTo(older);
        editor.gets("/v1/quotes/" + younger).then().statusCode(200).body("status", equalTo("published"));
    }

    @Test
    void a_quote_that_came_later_keeps_its_sound() throws SQLException {
        var editor = world.staff("editor");
        var sound = DemoMedia.SOUND.another();
        makeOld(brings(editor, sound, 201));
        var fresh = brings(editor, sound, 201);

        job.run();

        assertThat(brings(editor, sound, 200)).isEqualTo(fresh);
    }

    @Test
    void an_old_quote_whose_upload_is_gone_stops_nobody() throws SQLException {
        var editor = world.staff("editor");
        var lost = brings(editor, DemoMedia.SOUND.another(), 201);
        makeOld(lost);
        change("update quotes.quote set upload_id = gen_random_uuid() where id = ?", lost);
        var sound = DemoMedia.SOUND.another();
        var old = brings(editor, sound, 201);
        makeOld(old);

        job.run();

        assertThat(brings(editor, sound, 200)).isEqualTo(old);
    }

    private static String brings(Person editor, byte[] sound, int status) {
        return editor.request()
                .body(draft(editor.uploads(DemoMedia.SOUND, sound), Map.of()))
                .post("/v1/quotes")
                .then()
                .statusCode(status)
                .extract()
                .path("id");
    }

    private void makeOld(String quote) throws SQLException {
        change("update quotes.quote set sha256 = null where id = ?", quote);
    }

    private void change(String sql, String quote) throws SQLException {
        try (var connection = database.getConnection();
                var change = connection.prepareStatement(sql)) {
            change.setObject(1, UUID.fromString(quote));
            assertThat(change.executeUpdate()).isEqualTo(1);
        }
    }
}
