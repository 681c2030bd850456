package io.overdub.dubs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.kernel.Sql;
import io.overdub.uploads.Media;
import io.overdub.uploads.UploadId;
import io.overdub.uploads.UploadKind;
import io.overdub.uploads.Uploads;
import io.overdub.world.Person;
import io.overdub.world.World;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where films lie when a CDN has a side that is open to everybody; in these tests' app all addresses are signed. */
@QuarkusTest
class PlaceVideoTest {

    private static final String POSTER = "media/0190a000-0000-7000-8000-000000000000";

    @Inject
    World world;

    @Inject
    DubRepository dubs;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    private final OpenSide cdn = new OpenSide();
    private Person ada;
    private DubId dub;

    @BeforeEach
    void publish() {
        ada = world.person("ada");
        dub = DubId.fromString(ada.publishes(world.quote("Placed")));
        world.settle();
    }

    @Test
    void the_film_of_a_public_dub_is_opened_once() {
        place();
        place();

        assertThat(cdn.open).containsExactly(key());
        assertThat(cdn.openings).isEqualTo(1);
        assertThat(isOpen()).isTrue();
    }

    @Test
    void what_becomes_private_is_closed_and_may_be_opened_again() {
        place();

        show("private");
        place();
        assertThat(cdn.open).isEmpty();
        assertThat(isOpen()).isFalse();

        show("public");
        place();
        assertThat(cdn.open).containsExactly(key());
    }

    @Test
    void followers_only_is_not_for_everybody() {
        show("followers");
        place();

        assertThat(cdn.open).isEmpty();
    }

    @Test
    void the_films_of_a_private_account_are_closed() {
        place();
        ada.goesPrivate();
        place();

        assertThat(cdn.open).isEmpty();
        assertThat(isOpen()).isFalse();
    }

    /** The app's own subscriber hears of each dub again: an open film ends closed, though nobody touched the dub. */
    @Test
    void films_are_placed_anew_when_an_account_becomes_private() {
        place();
        assertThat(isOpen()).isTrue();

        ada.goesPrivate();
        world.settle();

        assertThat(isOpen()).isFalse();
    }

    @Test
    void what_is_hidden_while_it_is_opened_ends_closed() {
        cdn.meanwhile = () -> show("private");

        place();

        assertThat(cdn.open).isEmpty();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void what_is_deleted_while_it_is_opened_ends_closed() {
        cdn.meanwhile = () -> ada.request().delete("/v1/dubs/" + dub).then().statusCode(204);

        place();

        assertThat(cdn.open).isEmpty();
    }

    /** While the film was being copied all of it was taken out of storage: the copy came after that, and a poster there is none. */
    @Test
    void what_was_copied_of_a_film_that_is_gone_meanwhile_is_closed() {
        sql.update("update dubs.dub set poster_key = ? where id = ?", POSTER, dub.value());
        cdn.meanwhile = () -> {
            cdn.meanwhile = () -> {};
            cdn.gone.add(POSTER);
            ada.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        };

        place();

        assertThat(cdn.open).isEmpty();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void a_copy_whose_answer_was_lost_is_closed_once_the_dub_is_hidden_or_deleted() {
        cdn.afterwards = () -> {
            throw new IllegalStateException("the answer was lost");
        };
        assertThatThrownBy(this::place).hasMessageContaining("lost");
        assertThat(cdn.open).containsExactly(key());

        show("private");
        place();
        assertThat(cdn.open).isEmpty();

        show("public");
        assertThatThrownBy(this::place).hasMessageContaining("lost");
        ada.request().delete("/v1/dubs/" + dub).then().statusCode(204);
        place();
        assertThat(cdn.open).isEmpty();
    }

    @Test
    void an_outage_leaves_signed_addresses_until_the_next_try() {
        cdn.meanwhile = () -> {
            throw new IllegalStateException("storage is away");
        };
        assertThatThrownBy(this::place).hasMessageContaining("away");
        assertThat(isOpen()).isFalse();

        cdn.meanwhile = () -> {};
        place();
        assertThat(isOpen()).isTrue();
    }

    private void place() {
        new PlaceVideo(dubs, accounts, cdn).on(new DubVisibilitySet(dub));
    }

    /** Without telling anybody: the app's own subscriber would be there first. */
    private void show(String visibility) {
        sql.update("update dubs.dub set visibility = ? where id = ?", visibility, dub.value());
    }

    private DubRepository.VideoPlace stored() {
        return requireNonNull(dubs.videoPlaces(List.of(dub)).get(dub));
    }

    private String key() {
        return stored().key();
    }

    private boolean isOpen() {
        return stored().open();
    }

    private static final class OpenSide implements Uploads {

        private final Set<String> open = new HashSet<>();
        private final Set<String> gone = new HashSet<>();
        private int openings;
        private Runnable meanwhile = () -> {};
        private Runnable afterwards = () -> {};

        @Override
        public boolean open(String mediaKey, String contentType) {
            openings++;
            meanwhile.run();
            var opened = !gone.contains(mediaKey) && open.add(mediaKey);
            afterwards.run();
            return opened;
        }

        @Override
        public void closeAll(UploadId id) {
            open.clear();
        }

        @Override
        public Media ready(UploadId id, AccountId owner, UploadKind kind) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public String address(String mediaKey, @Nullable AccountId viewer) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public String openAddress(String mediaKey) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public String lastingAddress(String mediaKey) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public boolean isServed(String mediaKey) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public boolean hasOpenSide() {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public void forget(UploadId id) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public void disown(UploadId id) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }

        @Override
        public UploadId keep(AccountId owner, UploadKind kind, String contentType, byte[] bytes) {
            throw new UnsupportedOperationException("Placing asks for nothing else");
        }
    }
}
