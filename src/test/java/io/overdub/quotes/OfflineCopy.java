package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.uploads.Phone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The catalogue as a client has it that can reach nothing but storage: by the rule in the README. */
final class OfflineCopy {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Phone phone = new Phone();
    private final JsonNode manifest;

    OfflineCopy(String manifestUrl) {
        var got = phone.get(manifestUrl);
        assertThat(got.statusCode()).isEqualTo(200);
        this.manifest = tree(got.body());
    }

    JsonNode manifest() {
        return manifest;
    }

    /** What the manifest says of the file for somebody in a country, or who does not know where they are. */
    JsonNode entry(@Nullable String country, String language) {
        var market = market(country);
        return Stream.of(market + " " + language, "other " + language, market + " every", "other every")
                .flatMap(wanted -> StreamSupport.stream(manifest.path("files").spliterator(), false)
                        .filter(file -> wanted.equals(file.path("market").asText() + " "
                                + file.path("language").asText())))
                .filter(file -> country != null || file.path("market").asText().equals("world"))
                .findFirst()
                .orElseThrow();
    }

    private String market(@Nullable String country) {
        if (country == null) {
            return "world";
        }
        var own = StreamSupport.stream(manifest.path("markets").spliterator(), false)
                .anyMatch(market -> market.asText().equals(country));
        return own ? country : "other";
    }

    /** Checked as a careful client does. */
    List<JsonNode> quotes(@Nullable String country, String language) {
        var entry = entry(country, language);
        var got = phone.get(entry.path("url").asText());
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(got.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(got.body()).hasSize(entry.path("gzip_size").asInt());
        var json = unpacked(got.body());
        assertThat(json).hasSize(entry.path("size").asInt());
        assertThat(Phone.sha256(json)).isEqualTo(entry.path("sha256").asText());
        var file = tree(json);
        assertThat(file.path("quotes")).hasSize(entry.path("count").asInt());
        assertThat(file.path("schema_version").asInt()).isEqualTo(1);
        var quotes = new ArrayList<JsonNode>();
        file.path("quotes").forEach(quotes::add);
        quotes.removeIf(quote -> !quote.path("language").asText().equals(language));
        return quotes;
    }

    List<String> titles(@Nullable String country, String language) {
        return quotes(country, language).stream()
                .map(quote -> quote.path("title").asText())
                .toList();
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unpacked(byte[] bytes) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
