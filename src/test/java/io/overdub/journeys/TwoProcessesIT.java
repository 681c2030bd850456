package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.DemoMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Two processes over the same engines: what one of them saves, the other ranks by. */
class LiveRankingIT {

    private static final String PASSWORD = "a long enough password";
    private static final Duration EVERYWHERE_WITHIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CHANGES = 5;

    @Test
    void a_formula_saved_on_one_process_ranks_on_another_within_five_seconds() throws Exception {
        var folder = Path.of("target", "live-ranking-" + System.nanoTime());
        try (var engines = EnginesBeside.start(folder);
                var here = new PackagedApp(folder.resolve("here"), engines.settings());
                var there = new PackagedApp(folder.resolve("there"), engines.settings())) {
            here.start();
            there.start();
            var quote = KillIT.quote(here.address());
            var author = new StubbornPhone(here.address());
            author.signsUp("an.author", PASSWORD);
            var plain = publishes(author, quote);
            var loved = publishes(author, quote);
            var reader = new StubbornPhone(there.address());
            reader.signsUp("a.reader", PASSWORD);
            reader.puts("/v1/dubs/" + loved + "/like").expecting(204);
            var admin = new StubbornPhone(here.address());
            admin.signsIn("admin", "overdub-demo-staff");
            assertThat(ranker(reader)).isEqualTo(1);

            for (var change = 0; change < CHANGES; change++) {
                var upwards = change % 2 == 0;
                var version = saves(admin, upwards ? "likes" : "0 - likes");

                var took = untilRankedBy(reader, version);

                System.out.printf("version %d ranks on the other process after %d ms%n", version, took.toMillis());
                assertThat(took).isLessThan(EVERYWHERE_WITHIN);
                assertThat(order(reader))
                        .containsExactlyElementsOf(upwards ? List.of(loved, plain) : List.of(plain, loved));
            }
            admin.posts("/v1/admin/ranking/for-you/restore", Map.of("version", 1))
                    .expecting(200);
            assertThat(untilRankedBy(reader, 1)).isLessThan(EVERYWHERE_WITHIN);
        }
    }

    private static int saves(StubbornPhone admin, String score) {
        var draft = Map.of("formula", Map.of("score", score, "defaults", Map.of("likes", 0)), "note", "a trial");
        return admin.puts("/v1/admin/ranking/for-you", draft)
                .expecting(200)
                .body()
                .path("version")
                .asInt();
    }

    /** Since the answer to whoever saved it. */
    private static Duration untilRankedBy(StubbornPhone reader, int version) {
        var begun = System.nanoTime();
        while (ranker(reader) != version) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static int ranker(StubbornPhone reader) {
        return reader.gets("/v1/feeds/for-you")
                .expecting(200)
                .body()
                .at("/items/0/ranker/version")
                .asInt();
    }

    private static List<String> order(StubbornPhone reader) {
        var ids = new ArrayList<String>();
        reader.gets("/v1/feeds/for-you")
                .expecting(200)
                .body()
                .path("items")
                .forEach(item -> ids.add(item.at("/dub/id").asText()));
        return ids;
    }

    private static String publishes(StubbornPhone author, String quote) {
        var film = DemoMedia.VIDEO.bytes();
        var upload =
                author.uploads(film, DemoMedia.VIDEO.kind(), DemoMedia.VIDEO.contentType(), DemoMedia.sha256(film));
        var dub = Map.of("upload_id", upload, "quote_id", quote, "caption", "", "visibility", "public");
        return author.posts("/v1/dubs", dub).expecting(201).text("id");
    }
}
