package io.overdub.connections.graph;

import static org.hamcrest.Matchers.equalTo;

import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SurveyHttpTest {

    @Inject
    World world;

    @Test
    void with_one_engine_there_is_nothing_to_compare() {
        var admin = world.admin();
        admin.request()
                .body("{\"mends\":true}")
                .post("/v1/admin/connections/surveys")
                .then()
                .statusCode(409)
                .body("code", equalTo("no_other_engine"));
        admin.request()
                .body("{\"mends\":\"perhaps\"}")
                .post("/v1/admin/connections/surveys")
                .then()
                .statusCode(400);
    }
}
