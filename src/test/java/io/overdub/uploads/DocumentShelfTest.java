package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.uploads.storage.StorageDown;
import io.overdub.uploads.storage.WatchedStorage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DocumentShelfTest {

    @Inject
    OpenSide open;

    @Inject
    Documents signed;

    @Inject
    WatchedStorage storage;

    private final String name = "tests/" + UUID.randomUUID() + ".json";
    private final Phone phone = new Phone();

    @AfterEach
    void comeBack() {
        storage.down(false);
    }

    @Test
    void everybody_reads_a_document_at_an_address_without_a_signature() {
        assertThat(open.documents().replace(name, "{\"a\":1}", null)).isTrue();

        var address = open.documents().address(name);
        var got = phone.get(address);

        assertThat(address).endsWith("/public/" + name).doesNotContain("?");
        assertThat(open.documents().addressesUntil()).isNull();
        assertThat(new String(got.body(), UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(got.headers().firstValue("cache-control"))
                .contains("public, max-age=60, stale-while-revalidate=600, stale-if-error=86400");
    }

    @Test
    void nobody_reads_without_a_signature_what_lies_elsewhere() {
        open.documents().replace(name, "{}", null);
        signed.replace(name, "{}", null);

        var elsewhere = open.documents().address(name).replace("/public/", "/");

        assertThat(phone.get(elsewhere).statusCode()).isEqualTo(403);
        assertThat(phone.get(elsewhere.replace("/tests/", "/public/../tests/")).statusCode())
                .isNotEqualTo(200);
        assertThat(phone.get(elsewhere.substring(0, elsewhere.indexOf("/tests/") + 1))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void where_all_addresses_are_signed_they_last_for_days() {
        signed.replace(name, "{}", null);

        assertThat(phone.get(signed.address(name)).statusCode()).isEqualTo(200);
        assertThat(signed.addressesUntil()).isNotNull();
    }

    @Test
    void the_text_comes_with_the_version_that_replaces_it() {
        open.documents().replace(name, "1", null);
        var first = open.documents().find(name).orElseThrow();

        assertThat(first.text()).isEqualTo("1");
        assertThat(open.documents().replace(name, "2", first.version())).isTrue();
        assertThat(open.documents().replace(name, "3", first.version())).isFalse();
        assertThat(open.documents().find(name).orElseThrow().text()).isEqualTo("2");
    }

    @Test
    void a_packed_document_is_put_once_and_unpacked_by_whoever_gets_it() throws IOException {
        var file = gzipped("[1,2,3]");

        assertThat(open.documents().publishOnce(name, file)).isTrue();
        assertThat(open.documents().publishOnce(name, gzipped("[]"))).isFalse();

        var got = phone.get(open.documents().address(name));
        assertThat(got.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(got.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(got.body())).readAllBytes())
                .isEqualTo("[1,2,3]".getBytes(UTF_8));
    }

    @Test
    void what_is_removed_is_not_there() {
        open.documents().replace(name, "{}", null);

        open.documents().remove(name);
        open.documents().remove(name);

        assertThat(open.documents().find(name)).isEmpty();
    }

    @Test
    void an_outage_is_said_to_be_one() {
        storage.down(true);

        assertThatThrownBy(() -> open.documents().find(name)).isInstanceOf(StorageDown.class);
        assertThatThrownBy(() -> open.documents().replace(name, "{}", null)).isInstanceOf(StorageDown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media/0190a5b0-0000-7000-8000-000000000000",
                "incoming/x",
                "public/x",
                "manifest.json",
                "a/../media/x",
                "a//b",
                "/a/b",
                "a/b?c",
                ""
            })
    void a_name_must_not_lead_elsewhere(String wrong) {
        assertThatThrownBy(() -> signed.address(wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> signed.replace(wrong, "{}", null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Path gzipped(String text) throws IOException {
        var file = Files.createTempFile("document", ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
        return file;
    }
}
