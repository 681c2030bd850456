package io.overdub.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.overdub.world.LocalDynamoDb;
import io.overdub.world.LocalElasticsearch;
import io.overdub.world.LocalMemcached;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The settings of {@code docker/engines.yml}, with the engines where they run here: other engines by configuration alone. */
class EnginesOfChoiceIT {

    private static final String PASSWORD = "a long enough password";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void people_follow_find_and_read_each_other_whatever_engines_there_are() throws Exception {
        var folder = Path.of("target", "engines-of-choice-" + System.nanoTime());
        try (var memcached = LocalMemcached.open();
                var app = new PackagedApp(folder, settings(memcached))) {
            app.start();
            var quote = KillIT.quote(app.address());
            var author = new StubbornPhone(app.address());
            author.signsUp("an.author", PASSWORD);
            var authorId = author.gets("/v1/me").expecting(200).text("id");
            var reader = new StubbornPhone(app.address());
            reader.signsUp("a.reader", PASSWORD);
            reader.puts("/v1/accounts/" + authorId + "/follow").expecting(204);

            var dub = author.publishes(quote);

            assertThat(holds(reader, "/v1/accounts/" + authorId + "/followers", "a.reader"))
                    .isTrue();
            await(() -> holds(reader, "/v1/feeds/home", dub));
            await(() -> holds(reader, "/v1/search?q=panic", quote));
            await(() -> holds(new StubbornPhone(app.address()), "/v1/dubs/" + dub, dub));

            author.deletes("/v1/dubs/" + dub).expecting(204);
            await(() -> !holds(reader, "/v1/feeds/home", dub));
            await(() -> !holds(new StubbornPhone(app.address()), "/v1/dubs/" + dub, dub));
        }
    }

    private static boolean holds(StubbornPhone phone, String path, String id) {
        var answer = phone.gets(path);
        return answer.status() == 200 && answer.body().toString().contains(id);
    }

    private static Map<String, String> settings(LocalMemcached memcached) throws IOException {
        var file = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("docker/engines.yml").toFile());
        var settings = new LinkedHashMap<String, String>();
        file.required("x-overdub")
                .required("environment")
                .properties()
                .forEach(setting -> settings.put(
                        setting.getKey(),
                        setting.getValue()
                                .asText()
                                .replace("memcached:11211", memcached.address())
                                .replace(
                                        "http://dynamodb:8000",
                                        LocalDynamoDb.endpoint().toString())
                                .replace(
                                        "http://elasticsearch:9200",
                                        LocalElasticsearch.address().toString())));
        assertThat(settings.values()).noneMatch(value -> value.contains("://dynamodb") || value.contains("search:9"));
        // Compose's app has these for its store.
        settings.put("QUARKUS_DYNAMODB_AWS_REGION", "us-east-1");
        settings.put("AWS_ACCESS_KEY_ID", "engines");
        settings.put("AWS_SECRET_ACCESS_KEY", "engines");
        return settings;
    }

    private static void await(BooleanSupplier truth) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time for it to come about").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
