package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.edge.cache.OtherProcess;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code docker/grafana}: what it draws, the app says. */
@QuarkusTest
class DashboardTest {

    private static final Path DASHBOARD = Path.of("docker/grafana/overdub.json");

    /** A name of a metric: at the beginning of a word, and no label or function. */
    private static final Pattern METRIC = Pattern.compile("\\b(?:overdub|http|agroal|redis|jvm|process)_[a-z0-9_]+");

    @Inject
    World world;

    @Inject
    OtherProcess.Lever kept;

    @AfterEach
    void nothingIsKept() {
        kept.open(false);
    }

    @Test
    void each_picture_is_of_something_that_the_app_counts() throws Exception {
        kept.open(true);
        kept.hears();
        world.person("somebody").gets("/v1/quotes").then().statusCode(200);
        given().get("/v1/quotes/categories").then().statusCode(200);
        var said = new TreeSet<String>();
        given().get("/q/metrics").asString().lines().forEach(line -> said.add(line.split("[{ ]")[0]));

        var drawn = new TreeSet<String>();
        for (var expression : expressions()) {
            METRIC.matcher(expression).results().map(MatchResult::group).forEach(drawn::add);
        }

        assertThat(drawn).hasSizeGreaterThan(30);
        drawn.removeAll(said);
        assertThat(drawn).as("drawn, and not counted").isEmpty();
    }

    @Test
    void pictures_do_not_lie_on_each_other_and_say_what_their_numbers_are() throws IOException {
        var taken = new TreeSet<String>();
        for (var panel : panels()) {
            var place = panel.required("gridPos");
            for (var x = 0; x < place.required("w").asInt(); x++) {
                for (var y = 0; y < place.required("h").asInt(); y++) {
                    var cell = (place.required("x").asInt() + x) + "/"
                            + (place.required("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s of %s", cell, panel.path("title"))
                            .isTrue();
                }
            }
            if (panel.required("type").asText().equals("timeseries")) {
                assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
                assertThat(panel.required("targets")).isNotEmpty();
            }
        }
    }

    private static List<String> expressions() throws IOException {
        var all = new ArrayList<String>();
        for (var panel : panels()) {
            panel.path("targets")
                    .forEach(target -> all.add(target.required("expr").asText()));
        }
        return all;
    }

    private static List<JsonNode> panels() throws IOException {
        var panels = new ObjectMapper().readTree(DASHBOARD.toFile()).required("panels");
        return StreamSupport.stream(panels.spliterator(), false).toList();
    }
}
