package io.overdub.uploads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.delivery.Delivery;
import io.overdub.uploads.storage.Assembly;
import io.overdub.uploads.storage.DirectAccess;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.WatchedStorage;
import io.overdub.uploads.work.Workshop;
import io.overdub.world.TestClock;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in parts on real engines, with a storage that can be disturbed. Parts are as small as storage lets them be. */
@QuarkusTest
class UploadInPartsTest {

    private static final int PART = 5 << 20;

    /** Three parts. */
    private static final Film FILM = Film.of(2 * PART + 4_321, 1);

    /** Two parts. */
    private static final Film SHORT_FILM = Film.of(PART + 1_234, 2);

    @Inject
    UploadBook book;

    @Inject
    Limits limits;

    @Inject
    Storage realStorage;

    @Inject
    DirectAccess access;

    @Inject
    Delivery delivery;

    @Inject
    TestClock clock;

    @Inject
    Workshop workshop;

    @Inject
    Ids ids;

    @Inject
    RequestContextController request;

    private final Phone phone = new Phone();
    private WatchedStorage storage;
    private CheckIn checkIn;
    private UploadDesk desk;
    private SweepUploads sweep;
    private AccountId ada;

    @BeforeEach
    void open() {
        storage = new WatchedStorage(realStorage);
        var completion = new Completion(book, new Examination(storage, limits, workshop), storage, clock);
        checkIn = new CheckIn(book, limits, new PartRules(new FiveMegabytes(), limits), storage, access, ids, clock);
        desk = new UploadDesk(book, limits, completion, storage, delivery, ids, clock);
        sweep = new SweepUploads(book, desk, storage, clock);
        ada = new AccountId(ids.next());
    }

    @Test
    void parts_in_any_order_become_the_film() {
        var opened = open(FILM);
        assertThat(opened.put()).isNull();
        assertThat(multipart(opened).partSize()).isEqualTo(PART);
        assertThat(multipart(opened).partCount()).isEqualTo(3);

        put(opened, FILM, 3, 1, 2);
        var status = desk.complete(opened.id(), ada);

        assertThat(status.state()).isEqualTo(UploadState.READY);
        assertThat(status.multipart()).isNull();
        assertDelivered(opened.id(), FILM);
        assertNothingIncoming(opened.id());
    }

    @Test
    void completing_early_names_what_is_missing() {
        var opened = open(FILM);
        put(opened, FILM, 2);

        assertMissing(opened.id(), 1, 3);

        assertThat(received(opened.id())).containsExactly(2);
        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.CREATED);
        put(opened, FILM, 1);
        assertMissing(opened.id(), 3);
        put(opened, FILM, 3);
        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void of_a_part_sent_twice_the_last_one_counts() {
        var opened = open(SHORT_FILM);
        put(opened, Film.of(SHORT_FILM.bytes().length, 99), 1, 2);

        put(opened, SHORT_FILM, 2, 1, 1);

        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
        assertDelivered(opened.id(), SHORT_FILM);
    }

    @Test
    void parts_with_other_bytes_than_announced_fail() {
        var opened = open(SHORT_FILM);
        put(opened, Film.of(SHORT_FILM.bytes().length, 99), 1, 2);

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.CONFLICT, "checksum_mismatch");

        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.FAILED);
        assertNothingIncoming(opened.id());
        assertThat(storage.copies()).isZero();
    }

    @Test
    void five_that_complete_at_once_put_it_together_once() throws Exception {
        var opened = open(SHORT_FILM);
        put(opened, SHORT_FILM, 1, 2);

        var answers = AtOnce.all(Collections.<Callable<UploadStatus>>nCopies(5, () -> desk.complete(opened.id(), ada)));

        assertThat(answers).hasSize(5).containsOnly(desk.show(opened.id(), ada));
        assertThat(answers.get(0).state()).isEqualTo(UploadState.READY);
        assertThat(storage.assembled()).isEqualTo(1);
        assertThat(storage.copies()).isEqualTo(1);
    }

    @Test
    void an_answer_that_got_lost_after_the_work_was_done_costs_nothing() {
        var opened = open(SHORT_FILM);
        put(opened, SHORT_FILM, 1, 2);
        storage.keepQuietAboutNextAssembling();

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.UNAVAILABLE, "storage_unavailable");
        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.CREATED);
        assertThat(received(opened.id())).containsExactly(1, 2);

        storage.losesParts(true);
        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
        assertThat(storage.assembled()).isEqualTo(1);
        assertDelivered(opened.id(), SHORT_FILM);
    }

    @Test
    void an_outage_loses_no_part() {
        var opened = open(SHORT_FILM);
        put(opened, SHORT_FILM, 1);
        storage.down(true);

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.UNAVAILABLE, "storage_unavailable");
        assertRefused(() -> open(FILM), Refusal.Kind.UNAVAILABLE, "storage_unavailable");
        assertThat(received(opened.id())).isNull();
        assertThat(checkIn.sign(opened.id(), ada, List.of(2)).parts()).hasSize(1);

        storage.down(false);
        assertThat(book.usage(ada).today()).isEqualTo(1);
        assertThat(received(opened.id())).containsExactly(1);
        put(opened, SHORT_FILM, 2);
        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void parts_that_storage_dropped_are_said_to_be_lost_and_may_yet_turn_up() {
        var opened = open(SHORT_FILM);
        put(opened, SHORT_FILM, 1, 2);
        storage.losesParts(true);

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.CONFLICT, "parts_lost");

        storage.losesParts(false);
        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void a_claim_is_held_for_as_long_as_the_bytes_are_read() {
        var opened = open(FILM);
        put(opened, FILM, 1, 2, 3);
        var megabytes = new ArrayList<Integer>();
        storage.whileNextIsHashed(() -> {
            megabytes.add(1);
            clock.advance(Duration.ofSeconds(11));
            assertRefused(() -> desk.abort(opened.id(), ada), Refusal.Kind.CONFLICT, "upload_completing");
            assertThat(book.claim(opened.id(), ada).claim()).isEmpty();
        });

        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);

        assertThat(megabytes).hasSize(10);
        assertThat(storage.copies()).isEqualTo(1);
    }

    @Test
    void whoever_lost_the_claim_while_reading_stops_and_leaves_nothing_behind() {
        var opened = open(FILM);
        put(opened, FILM, 1, 2, 3);
        var megabytes = new ArrayList<Integer>();
        storage.whileNextIsHashed(() -> {
            megabytes.add(1);
            clock.advance(UploadEntity.LEASE);
            book.abort(opened.id(), ada);
        });

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.CONFLICT, "upload_aborted");

        assertThat(megabytes).hasSize(1);
        assertNothingIncoming(opened.id());
        assertThat(realStorage.find(Keys.media(opened.id()))).isEmpty();
    }

    @Test
    void an_abort_frees_storage_and_quota_at_once() {
        var opened = open(FILM);
        put(opened, FILM, 1, 2);
        assertThat(book.usage(ada).bytesToday()).isEqualTo(FILM.bytes().length);

        desk.abort(opened.id(), ada);

        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.ABORTED);
        assertNothingIncoming(opened.id());
        var usage = book.usage(ada);
        assertThat(usage.open()).isZero();
        assertThat(usage.today()).isZero();
        assertThat(usage.bytesToday()).isZero();
        assertRefused(() -> checkIn.sign(opened.id(), ada, List.of(1)), Refusal.Kind.CONFLICT, "upload_aborted");
    }

    @Test
    void parts_are_signed_again_and_each_once() {
        var opened = open(FILM);
        clock.advance(Duration.ofMinutes(1));

        var again = checkIn.sign(opened.id(), ada, List.of(3, 1, 3));

        assertThat(again.parts()).extracting(Multipart.Part::number).containsExactly(1, 3);
        assertThat(again.expiresAt()).isAfter(multipart(opened).expiresAt());
        assertThat(again.parts().get(1).headers()).containsExactly(Map.entry("content-length", "4321"));
    }

    @Test
    void parts_that_there_are_not_are_not_signed() {
        var opened = open(FILM);
        var whole = open(Film.sound());

        assertThatThrownBy(() -> checkIn.sign(opened.id(), ada, List.of(1, 0, 4, -1)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("unknown_part");
                    assertThat(refusal.faults())
                            .extracting(Refusal.Fault::field)
                            .containsExactly("numbers[1]", "numbers[2]", "numbers[3]");
                });
        assertRefused(() -> checkIn.sign(whole.id(), ada, List.of(1)), Refusal.Kind.INVALID, "not_in_parts");
        assertRefused(
                () -> checkIn.sign(opened.id(), new AccountId(ids.next()), List.of(1)),
                Refusal.Kind.NOT_FOUND,
                "upload_not_found");
    }

    @Test
    void nothing_is_signed_for_what_is_ready_or_being_completed() {
        var opened = open(SHORT_FILM);
        put(opened, SHORT_FILM, 1, 2);
        book.claim(opened.id(), ada);
        assertRefused(() -> checkIn.sign(opened.id(), ada, List.of(1)), Refusal.Kind.CONFLICT, "upload_completing");
        clock.advance(UploadEntity.LEASE);

        desk.complete(opened.id(), ada);

        assertRefused(() -> checkIn.sign(opened.id(), ada, List.of(1)), Refusal.Kind.CONFLICT, "upload_ready");
    }

    @Test
    void what_is_refused_after_storage_prepared_it_leaves_nothing_there() {
        var prepared = new ArrayList<Draft>();

        assertRefused(
                () -> checkIn.open(ada, FILM.announcement(), draft -> {
                    prepared.add(draft);
                    throw UploadRefused.tooManyOpen(0);
                }),
                Refusal.Kind.TOO_MANY,
                "too_many_open_uploads");

        assertNothingIncoming(prepared.get(0).id());
    }

    @Test
    void who_may_open_nothing_more_costs_storage_nothing() {
        for (var i = 0; i < limits.openUploads(); i++) {
            open(Film.sound());
        }
        storage.down(true);

        assertRefused(() -> open(FILM), Refusal.Kind.TOO_MANY, "too_many_open_uploads");
    }

    @Test
    void parts_of_what_is_never_completed_go_after_a_day() {
        var opened = open(FILM);
        put(opened, FILM, 1);
        clock.advance(Duration.ofHours(23));
        sweep.run();
        assertThat(received(opened.id())).containsExactly(1);

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();

        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.EXPIRED);
        assertNothingIncoming(opened.id());
    }

    @Test
    void parts_that_no_upload_waits_for_are_swept() {
        var live = open(FILM);
        put(live, FILM, 1);
        var crashed = realStorage.begin(Keys.incoming(new UploadId(ids.next())), "video/mp4");
        var saidTwice = realStorage.begin(Keys.incoming(live.id()), "video/mp4");
        sweep.run();
        assertThat(incoming()).contains(crashed, saidTwice);

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();

        assertThat(incoming()).doesNotContain(crashed, saidTwice);
        put(live, FILM, 2, 3);
        assertThat(desk.complete(live.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void an_abort_during_an_outage_is_made_good_by_the_sweeper() {
        var opened = open(FILM);
        put(opened, FILM, 1);
        storage.down(true);
        desk.abort(opened.id(), ada);
        storage.down(false);
        assertThat(incoming()).anyMatch(assembly -> assembly.key().equals(Keys.incoming(opened.id())));

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();

        assertNothingIncoming(opened.id());
    }

    @Test
    void live_parts_are_never_swept() throws Exception {
        var uploads = new ArrayList<UploadId>();
        for (var i = 0; i < 6; i++) {
            var opened = open(SHORT_FILM);
            put(opened, SHORT_FILM, 1, 2);
            uploads.add(opened.id());
        }
        clock.advance(Duration.ofHours(24).plusSeconds(1));

        var race = new ArrayList<Callable<UploadState>>();
        uploads.forEach(id -> race.add(() -> outcome(id)));
        race.add(3, this::sweepAsAJob);
        AtOnce.all(race);

        for (var id : uploads) {
            if (desk.show(id, ada).state() == UploadState.READY) {
                assertDelivered(id, SHORT_FILM);
            } else {
                assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.EXPIRED);
                assertThat(realStorage.find(Keys.media(id))).isEmpty();
            }
            assertNothingIncoming(id);
        }
    }

    @Test
    void the_sweeper_keeps_off_what_is_being_put_together() {
        var opened = open(FILM);
        put(opened, FILM, 1, 2, 3);
        clock.advance(Duration.ofHours(25));
        storage.whileNextIsHashed(() -> {
            clock.advance(Duration.ofSeconds(11));
            sweep.run();
        });

        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);

        sweep.run();
        assertDelivered(opened.id(), FILM);
    }

    @Test
    void what_was_sent_before_need_not_be_sent_in_parts_again() {
        var first = open(SHORT_FILM);
        put(first, SHORT_FILM, 1, 2);
        desk.complete(first.id(), ada);

        var second = open(SHORT_FILM);
        assertThat(second.sentBefore()).isTrue();
        assertThat(desk.complete(second.id(), ada).state()).isEqualTo(UploadState.READY);

        assertThat(storage.assembled()).isEqualTo(1);
        assertNothingIncoming(second.id());
        desk.forget(first.id());
        assertDelivered(second.id(), SHORT_FILM);
    }

    private CheckIn.Opened open(Film film) {
        return checkIn.open(ada, film.announcement(), draft -> checkIn.write(ada, draft));
    }

    private static Multipart multipart(CheckIn.Opened opened) {
        return requireNonNull(opened.multipart());
    }

    private void put(CheckIn.Opened opened, Film film, Integer... numbers) {
        for (var number : numbers) {
            var part = checkIn.sign(opened.id(), ada, List.of(number)).parts().get(0);
            assertThat(phone.put(part.url(), part.headers(), film.part(number, PART)))
                    .isEqualTo(200);
        }
    }

    private @Nullable List<Integer> received(UploadId id) {
        return requireNonNull(desk.show(id, ada).multipart()).received();
    }

    private void assertMissing(UploadId id, Integer... numbers) {
        assertThatThrownBy(() -> desk.complete(id, ada)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("missing_parts");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            assertThat(refusal.faults())
                    .extracting(Refusal.Fault::field)
                    .containsExactly(List.of(numbers).stream()
                            .map(number -> "parts[" + number + "]")
                            .toArray(String[]::new));
        });
    }

    private void assertDelivered(UploadId id, Film film) {
        assertThat(Phone.sha256(phone.get(desk.address(Keys.media(id), null)).body()))
                .isEqualTo(film.sha256());
    }

    private void assertNothingIncoming(UploadId id) {
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        assertThat(incoming()).noneMatch(assembly -> assembly.key().equals(Keys.incoming(id)));
    }

    private List<Assembly> incoming() {
        return realStorage.assemblies(Keys.INCOMING, "");
    }

    private UploadState outcome(UploadId id) {
        try {
            return desk.complete(id, ada).state();
        } catch (UploadRefused e) {
            return UploadState.EXPIRED;
        }
    }

    private UploadState sweepAsAJob() {
        request.activate();
        try {
            sweep.run();
        } finally {
            request.deactivate();
        }
        return UploadState.EXPIRED;
    }

    private static void assertRefused(ThrowingCallable attempt, Refusal.Kind kind, String code) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.kind()).isEqualTo(kind);
        });
    }

    private static final class FiveMegabytes implements MultipartConfig {

        @Override
        public MemorySize threshold() {
            return partSize();
        }

        @Override
        public MemorySize partSize() {
            return new MemorySize(BigInteger.valueOf(PART));
        }
    }
}
