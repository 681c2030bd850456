package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.overdub.world.Vandal;
import io.overdub.world.Vandal.Idea;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RolesHttpTest {

    @Inject
    Vandal vandal;

    private Phone admin = new Phone();
    private Phone ada = new Phone();

    @BeforeEach
    void meet_an_admin_and_a_user() {
        admin = Phone.ofAdmin();
        ada = Phone.of(Phone.freshName());
    }

    @Test
    void the_first_admin_comes_from_the_configuration() {
        assertThat(admin.asksForMe().<String>path("role")).isEqualTo("admin");
    }

    @Test
    void an_admin_makes_somebody_staff_and_it_holds_at_once() {
        var bob = Phone.of(Phone.freshName());
        assertThat(grants(ada, bob.id(), "editor").statusCode()).isEqualTo(403);

        var answer = grants(admin, ada.id(), "admin");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(ada.asksForMe().<String>path("role")).isEqualTo("admin");
        assertThat(grants(ada, bob.id(), "editor").statusCode()).isEqualTo(204);
        assertThat(grants(admin, ada.id(), "user").statusCode()).isEqualTo(204);
        assertThat(grants(ada, bob.id(), "user").statusCode()).isEqualTo(403);
    }

    @Test
    void nobody_changes_their_own_role() {
        var answer = grants(admin, admin.id(), "user");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("code")).isEqualTo("own_role");
    }

    @Test
    void only_an_admin_gives_roles() {
        var editor = Phone.of(Phone.freshName());
        grants(admin, editor.id(), "editor");

        assertThat(grants(editor, ada.id(), "editor").statusCode()).isEqualTo(403);
        assertThat(grants(ada, ada.id(), "admin").statusCode()).isEqualTo(403);
        assertThat(grants(new Phone(), ada.id(), "admin").statusCode()).isEqualTo(401);
    }

    /** Another process did it, and this one takes the token as it was for up to 30 s: what is granted would stay. */
    @Test
    void who_is_no_admin_any_more_gives_no_role_where_nobody_knows_of_it_yet() {
        grants(admin, ada.id(), "admin");
        var bob = Phone.of(Phone.freshName());
        assertThat(ada.asksForMe().<String>path("role")).isEqualTo("admin");

        try (var elsewhere = vandal.does(new Idea("accounts.account", "role", "'user'"), "id = '" + ada.id() + "'")) {
            var answer = grants(ada, bob.id(), "admin");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.<String>path("code")).isEqualTo("forbidden");
            assertThat(elsewhere.holds()).isEqualTo("user");
        }
    }

    @Test
    void of_two_admins_who_take_each_others_role_one_is_left() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 5; round++) {
                var one = Phone.of(Phone.freshName());
                var other = Phone.of(Phone.freshName());
                grants(admin, one.id(), "admin");
                grants(admin, other.id(), "admin");

                var first = threads.submit(() -> grants(one, other.id(), "user").statusCode());
                var second =
                        threads.submit(() -> grants(other, one.id(), "user").statusCode());

                assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(204, 403);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_guest_has_no_role() {
        var answer = grants(admin, Phone.ofGuest().id(), "editor");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.<String>path("code")).isEqualTo("sign_up_required");
    }

    @Test
    void unknown_roles_and_unknown_people_are_refused() {
        assertThat(grants(admin, ada.id(), "emperor").statusCode()).isIn(400, 422);
        assertThat(grants(admin, UUID.randomUUID().toString(), "editor").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_role_that_this_version_does_not_know_is_a_users_and_survives() {
        try (var role = vandal.does(new Idea("accounts.account", "role", "'archivist'"), "id = '" + ada.id() + "'")) {
            assertThat(ada.asksForMe().<String>path("role")).isEqualTo("user");
            assertThat(grants(ada, Phone.ofGuest().id(), "editor").statusCode()).isEqualTo(403);

            var changed =
                    ada.request().body(Map.of("biography", "Keeps things")).patch("/v1/me");

            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(role.holds()).isEqualTo("archivist");
        }
    }

    private static Response grants(Phone by, String account, String role) {
        return by.request().body(Map.of("role", role)).put("/v1/admin/accounts/" + account + "/role");
    }
}
