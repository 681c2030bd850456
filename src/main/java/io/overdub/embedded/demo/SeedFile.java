package io.overdub.embedded.demo;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/**
 * What {@code /demo/seed.json} says. Sounds and videos are named by their path below {@code /demo}.
 *
 * @param follows pairs of usernames: who, whom
 * @param likes pairs of a username and the file of a dub
 */
record SeedFile(
        List<Quote> quotes, List<Person> people, List<Dub> dubs, List<List<String>> follows, List<List<String>> likes) {

    record Quote(String file, String title, String language, List<String> tags, String attribution) {}

    record Person(String username, String displayName, String country, String language, String biography) {}

    record Dub(String file, String by, String quote, String caption) {}

    static SeedFile load() throws IOException {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build()
                .readValue(bytes("seed.json"), SeedFile.class);
    }

    static byte[] bytes(String file) throws IOException {
        try (var in = SeedFile.class.getResourceAsStream("/demo/" + file)) {
            if (in == null) {
                throw new FileNotFoundException("/demo/" + file + " is not in this package");
            }
            return in.readAllBytes();
        }
    }
}
