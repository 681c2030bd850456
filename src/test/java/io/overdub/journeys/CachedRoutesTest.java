package io.overdub.journeys;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.overdub.edge.Cached;
import io.overdub.edge.cache.OtherProcess;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether answers are kept or not, everybody gets what is for them. A route that is cached and missing here fails the build. */
@QuarkusTest
class CachedRoutesTest {

    @Inject
    World world;

    @Inject
    OtherProcess.Lever kept;

    @AfterEach
    void nothingIsKept() {
        kept.open(false);
    }

    @Test
    void on_every_route_everybody_gets_their_own_whoever_came_before() throws InterruptedException {
        var author = world.person("author");
        var fan = world.person("fan");
        var blocked = world.person("blocked");
        var quote = world.quote("Walked");
        var dub = author.publishes(quote);
        var hidden = author.publishes(quote, "for myself", "private");
        fan.likes(dub);
        fan.follows(author);
        fan.request().put("/v1/quotes/" + quote + "/favourite").then().statusCode(204);
        var comment = fan.comments(dub, "Encore!");
        author.replies(dub, comment, "Soon.");
        var board = "/v1/soundboards/" + opens(author, "public");
        author.request().put(board + "/items/" + quote).then().statusCode(204);
        var secret = "/v1/soundboards/" + opens(author, "private");
        var shy = world.person("shy");
        fan.follows(shy);
        shy.publishes(quote);
        shy.goesPrivate();
        author.blocks(blocked);
        world.settle();
        var account = "/v1/accounts/" + author.id();
        var closed = "/v1/accounts/" + shy.id();
        var comments = "/v1/dubs/" + dub + "/comments";
        var walk = Map.ofEntries(
                Map.entry("/v1/quotes", Set.of("/v1/quotes?limit=5")),
                Map.entry("/v1/quotes/{id}", Set.of("/v1/quotes/" + quote)),
                Map.entry("/v1/quotes/{id}/dubs", Set.of("/v1/quotes/" + quote + "/dubs")),
                Map.entry("/v1/quotes/categories", Set.of("/v1/quotes/categories")),
                Map.entry("/v1/dubs/{id}", Set.of("/v1/dubs/" + dub, "/v1/dubs/" + hidden)),
                Map.entry("/v1/dubs/{id}/comments", Set.of(comments)),
                Map.entry("/v1/dubs/{id}/comments/{comment_id}/replies", Set.of(comments + "/" + comment + "/replies")),
                Map.entry("/v1/accounts/{id}", Set.of(account, closed)),
                Map.entry("/v1/accounts/{id}/dubs", Set.of(account + "/dubs", closed + "/dubs")),
                Map.entry("/v1/accounts/{id}/soundboards", Set.of(account + "/soundboards")),
                Map.entry("/v1/soundboards/{id}", Set.of(board, secret)),
                Map.entry("/v1/soundboards/{id}/items", Set.of(board + "/items", secret + "/items")));
        assertThat(walk.keySet()).isEqualTo(cachedRoutes());

        var visitors = new LinkedHashMap<String, @Nullable Person>();
        visitors.put("author", author);
        visitors.put("fan", fan);
        visitors.put("nobody", null);
        visitors.put("blocked", blocked);
        visitors.put("editor", world.staff("editor"));
        for (var paths : walk.values()) {
            for (var path : paths) {
                kept.open(false);
                var own = new LinkedHashMap<String, String>();
                visitors.forEach((name, visitor) -> own.put(name, what(path, visitor)));
                for (var first : visitors.keySet()) {
                    kept.open(true);
                    kept.hears();
                    what(path, visitors.get(first));

                    visitors.forEach((name, visitor) -> assertThat(what(path, visitor))
                            .as("%s for %s after %s", path, name, first)
                            .isEqualTo(own.get(name)));
                }
            }
        }
        assertThat(what("/v1/dubs/" + dub, fan)).isNotEqualTo(what("/v1/dubs/" + dub, null));
        assertThat(what("/v1/dubs/" + hidden, author)).startsWith("200").contains("for myself");
        assertThat(what("/v1/dubs/" + hidden, null)).startsWith("404");
        assertThat(what(closed + "/dubs", fan)).startsWith("200").isNotEqualTo(what(closed + "/dubs", null));
        assertThat(what(secret, author)).startsWith("200");
        assertThat(what(secret, null)).startsWith("404");
        assertThat(what(account, fan)).startsWith("200").isNotEqualTo(what(account, null));
        assertThat(what(comments, blocked)).startsWith("404");
    }

    private static String opens(Person owner, String visibility) {
        return owner.request()
                .body(Map.of("title", "Board", "visibility", visibility))
                .post("/v1/soundboards")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Answers to the same differ in the number of a request, in when an address of media was signed, and a cursor, only. */
    private static String what(String path, @Nullable Person visitor) {
        Response answer = visitor == null ? given().get(path) : visitor.gets(path);
        return answer.statusCode()
                + " "
                + answer.asString()
                        .replaceAll("\"(trace_id|next)\":\"[^\"]*\"", "")
                        .replaceAll("\\?[^\"]*(Signature|Expires)[^\"]*\"", "\"");
    }

    private static Set<String> cachedRoutes() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.overdub").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Cached.class))
                        .map(method -> method.getOwner()
                                        .getAnnotationOfType(Path.class)
                                        .value()
                                + (method.isAnnotatedWith(Path.class)
                                        ? method.getAnnotationOfType(Path.class).value()
                                        : ""))
                        .collect(Collectors.toSet());
    }
}
