package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FavouriteHttpTest {

    @Inject
    World world;

    @Test
    void favourites_are_there_on_every_device_the_newest_first() {
        var phone = world.person("collector");
        var one = world.quote("One");
        var two = world.quote("Two");
        var three = world.quote("Three");
        for (var quote : List.of(one, two, three, one)) {
            keeps(phone, quote);
        }

        var tablet = world.again(phone);
        assertThat(tablet.pages("/v1/me/favourites?limit=2", "items.quote.id")).containsExactly(three, two, one);
        tablet.gets("/v1/me/favourites/ids").then().statusCode(200).body("items", contains(three, two, one));
        world.person("other").gets("/v1/me/favourites").then().body("items", empty());
    }

    @Test
    void a_withdrawn_favourite_keeps_its_place_and_can_be_let_go() {
        var collector = world.person("collector");
        var editor = world.staff("editor");
        var kept = world.quote("Kept");
        var lost = world.quote("Lost");
        keeps(collector, kept);
        keeps(collector, lost);

        editor.request().delete("/v1/quotes/" + lost).then().statusCode(204);
        collector
                .gets("/v1/me/favourites")
                .then()
                .statusCode(200)
                .body("items.quote_id", contains(lost, kept))
                .body("items.available", contains(false, true))
                .body("items.quote.id", contains(kept));
        for (var time = 0; time < 2; time++) {
            collector
                    .request()
                    .delete("/v1/quotes/" + lost + "/favourite")
                    .then()
                    .statusCode(204);
        }
        collector.gets("/v1/me/favourites").then().body("items.quote_id", contains(kept));
        collector
                .request()
                .put("/v1/quotes/" + lost + "/favourite")
                .then()
                .statusCode(404)
                .body("code", equalTo("quote_not_found"));
    }

    private static void keeps(Person person, String quote) {
        person.request().put("/v1/quotes/" + quote + "/favourite").then().statusCode(204);
    }
}
