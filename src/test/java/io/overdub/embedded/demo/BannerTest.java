package io.overdub.embedded.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BannerTest {

    private static final URI ADDRESS = URI.create("http://localhost:9999");

    @Test
    void a_newcomer_reads_how_to_go_on() {
        var people = List.of(resident("ada"), resident("bela"));

        var text = new Banner(ADDRESS, true, "admin", people).text();

        assertThat(text.lines())
                .contains("ada             token-of-ada", "bela            token-of-bela")
                .contains("curl -s -H 'Authorization: Bearer token-of-bela' http://localhost:9999/v1/feeds/home")
                .contains("Their access tokens, good for 15 minutes:");
        assertThat(text)
                .contains("http://localhost:9999/q/swagger-ui")
                .contains("/q/metrics")
                .contains("/q/health")
                .contains("admin, password: the setting accounts.first-admin.password")
                .contains("{\"login\":\"bela\",\"password\":\"" + Neighbourhood.PASSWORD + "\"}");
    }

    @Test
    void without_people_there_are_addresses_only() {
        var text = new Banner(ADDRESS, false, null, List.of()).text();

        assertThat(text)
                .contains("http://localhost:9999/q/openapi")
                .doesNotContain("swagger-ui")
                .doesNotContain("curl")
                .doesNotContain("Admin");
    }

    private static Resident resident(String name) {
        return new Resident("id-of-" + name, name, "token-of-" + name, "", Duration.ofMinutes(15));
    }
}
