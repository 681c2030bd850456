package io.overdub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.overdub.kernel.Departed;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.Household;
import io.overdub.kernel.OutboxLoad;
import io.overdub.kernel.PersonalData;
import io.overdub.world.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing goes on to its end, whatever happens to whoever does it. */
@QuarkusTest
class EraseClosedTest {

    private static final Duration GRACE = Duration.ofDays(30);

    @Inject
    ErasureRepository erasures;

    @Inject
    AccountDirectory directory;

    @Inject
    RetiredNames names;

    @Inject
    OutboxLoad outbox;

    @Inject
    TestClock clock;

    @Inject
    EraseClosed job;

    private final String name = Phone.freshName();
    private final List<String> order = new ArrayList<>();
    private final Cellar cellar = new Cellar("cellar", 1);
    private final Cellar attic = new Cellar("attic", 6);
    private UUID account;

    /** A room with ten things of everybody. */
    private final class Cellar implements PersonalData {

        private final String room;
        private final int floor;
        private int left = 10;
        private int diesAt = -1;
        private boolean away;

        Cellar(String room, int floor) {
            this.room = room;
            this.floor = floor;
        }

        @Override
        public String room() {
            return room;
        }

        @Override
        public int floor() {
            return floor;
        }

        @Override
        public List<Holding> holdings() {
            return List.of();
        }

        @Override
        public Forgotten forget(Departed person) {
            if (!person.account().equals(account)) {
                return Forgotten.nothingLeft();
            }
            if (away) {
                throw new EngineAway("The cellar");
            }
            if (left == diesAt) {
                diesAt = -1;
                throw new IllegalStateException("kill -9");
            }
            order.add(room);
            return Forgotten.of("things", this::one);
        }

        private long one() {
            var some = Math.min(1, left);
            left -= some;
            return some;
        }
    }

    @BeforeEach
    void somebody_closed_their_account_long_ago() {
        var phone = Phone.of(name);
        account = UUID.fromString(phone.id());
        phone.request()
                .body(Map.of("password", Phone.PASSWORD))
                .delete("/v1/me")
                .then()
                .statusCode(202);
        clock.advance(GRACE);
    }

    @Test
    void rooms_forget_from_the_top_of_the_house_down() {
        erasing().run();

        assertThat(order.subList(0, 11)).containsOnly("attic");
        assertThat(order.subList(11, 22)).containsOnly("cellar");
        assertThat(erasure().finishedAt()).isNotNull();
        assertThat(erasure().rooms()).containsExactly("attic", "cellar");
        assertThat(erasure().receipts())
                .contains(new Erasure.Receipt("attic", "things", 10), new Erasure.Receipt("cellar", "things", 10));
    }

    @Test
    void whoever_is_killed_in_between_is_taken_over_from() {
        cellar.diesAt = 4;
        assertThatIllegalStateException().isThrownBy(() -> erasing().run());
        assertThat(erasure().rooms()).containsExactly("attic");

        // Not by anybody at once: the one that seems dead may be slow.
        erasing().run();
        assertThat(cellar.left).isEqualTo(4);
        clock.advance(Duration.ofMinutes(16));
        order.clear();
        erasing().run();

        assertThat(order).containsOnly("cellar");
        assertThat(erasure().finishedAt()).isNotNull();
        assertThat(erasure().receipts()).contains(new Erasure.Receipt("cellar", "things", 10));
    }

    @Test
    void an_engine_that_is_away_is_waited_for() {
        attic.away = true;
        erasing().run();
        assertThat(erasure().finishedAt()).isNull();
        assertThat(cellar.left).as("nothing below goes before").isEqualTo(10);

        attic.away = false;
        clock.advance(Duration.ofMinutes(2));
        erasing().run();
        assertThat(erasure().finishedAt()).isNotNull();
    }

    @Test
    void erasing_again_does_nothing() {
        erasing().run();
        var first = erasure();
        order.clear();

        clock.advance(Duration.ofHours(1));
        erasing().run();

        assertThat(order).isEmpty();
        assertThat(erasure()).isEqualTo(first);
    }

    @Test
    void nobody_comes_back_once_their_time_is_over() {
        assertIsWrong(new Phone().logsIn(name, Phone.PASSWORD));
        assertIsWrong(reopens());
        erasing().run();
        assertIsWrong(new Phone().logsIn(name, Phone.PASSWORD));
        assertIsWrong(reopens());
    }

    @Test
    void the_name_is_not_taken_for_ninety_days_and_the_address_may_be_at_once() {
        erasing().run();

        assertThat(new Phone().registers(name).<String>path("code")).isEqualTo("username_taken");
        var other = Phone.of(Phone.freshName());
        var renamed = other.request().body(Map.of("username", name)).patch("/v1/me");
        assertThat(renamed.<String>path("code")).isEqualTo("username_taken");
        var wish = new HashMap<>(Phone.signUp(Phone.freshName()));
        wish.put("email", name + "@people.test");
        assertThat(new Phone().request().body(wish).post("/v1/auth/register").statusCode())
                .isEqualTo(201);

        clock.advance(Duration.ofDays(90));
        wish.put("username", name);
        wish.put("email", "another-" + name + "@people.test");
        assertThat(new Phone().request().body(wish).post("/v1/auth/register").statusCode())
                .isEqualTo(201);
    }

    private EraseClosed erasing() {
        return new EraseClosed(new Household(List.of(cellar, attic)), erasures, directory, names, outbox, clock);
    }

    private Erasure erasure() {
        return job.show(account);
    }

    private Response reopens() {
        return new Phone()
                .request()
                .body(Map.of("login", name, "password", Phone.PASSWORD))
                .post("/v1/auth/reopen");
    }

    private static void assertIsWrong(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.<String>path("code")).isEqualTo("wrong_credentials");
    }
}
