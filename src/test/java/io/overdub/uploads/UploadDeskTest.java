package io.overdub.uploads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Refusal;
import io.overdub.uploads.delivery.Delivery;
import io.overdub.uploads.storage.DirectAccess;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.WatchedStorage;
import io.overdub.uploads.work.Workshop;
import io.overdub.world.TestClock;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handshake on real engines, with a storage that can be disturbed. */
@QuarkusTest
class UploadDeskTest {

    @Inject
    UploadBook book;

    @Inject
    Limits limits;

    @Inject
    PartRules partRules;

    @Inject
    Storage realStorage;

    @Inject
    DirectAccess access;

    @Inject
    Workshop workshop;

    @Inject
    Delivery delivery;

    @Inject
    TestClock clock;

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
        checkIn = new CheckIn(book, limits, partRules, storage, access, ids, clock);
        desk = desk(limits, clock);
        sweep = new SweepUploads(book, desk, storage, clock);
        ada = new AccountId(ids.next());
    }

    static List<Film> goodFilms() {
        return List.of(Film.dub(), Film.dubWithItsHeadersLast(), Film.sound());
    }

    @ParameterizedTest
    @MethodSource("goodFilms")
    void what_is_delivered_is_what_was_uploaded(Film film) {
        var opened = open(ada, film.announcement());
        assertThat(phone.put(requireNonNull(opened.put()), film.bytes())).isEqualTo(200);

        var status = desk.complete(opened.id(), ada);

        assertThat(status.state()).isEqualTo(UploadState.READY);
        var media = desk.ready(opened.id(), ada, film.kind());
        assertThat(media.durationMs()).isPositive();
        assertThat(media.sha256()).isEqualTo(film.sha256());
        var got = phone.get(desk.address(media.key(), null));
        assertThat(Phone.sha256(got.body())).isEqualTo(film.sha256());
        assertThat(got.headers().firstValue("content-type")).contains(film.contentType());
        assertThat(realStorage.find(Keys.incoming(opened.id()))).isEmpty();
    }

    @Test
    void a_text_that_says_mp4_is_told_apart() {
        var id = put(Film.textThatSaysMp4());

        assertFailed(id, Refusal.Kind.INVALID, "unsupported_media");
    }

    @Test
    void a_film_cut_short_is_told_apart() {
        var id = put(Film.cutShort());

        assertFailed(id, Refusal.Kind.INVALID, "truncated_media");
    }

    @Test
    void absurd_boxes_are_no_accident() {
        var id = put(Film.withAbsurdBoxes());

        assertThatThrownBy(() -> desk.complete(id, ada)).isInstanceOf(Refusal.class);
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.FAILED);
    }

    @Test
    void another_type_than_announced_fails() {
        var id = put(Film.dub().announcedAs("video/quicktime"));

        assertFailed(id, Refusal.Kind.INVALID, "content_type_mismatch");
    }

    @Test
    void what_is_too_long_fails() {
        var strict = new Limits(new OneSecond());
        var id = put(Film.dub());

        assertRefused(() -> desk(strict, clock).complete(id, ada), Refusal.Kind.INVALID, "too_long");
    }

    @Test
    void another_length_than_announced_fails() {
        var id = open(ada, Film.dub().announcement()).id();
        forceIntoStorage(id, Film.cutShort());

        assertFailed(id, Refusal.Kind.CONFLICT, "size_mismatch");
    }

    @Test
    void other_bytes_than_announced_fail() {
        var id = open(ada, Film.dub().announcement()).id();
        var others = Film.dub().bytes();
        others[others.length - 1]++;
        forceIntoStorage(id, Film.dub().with(others));

        assertFailed(id, Refusal.Kind.CONFLICT, "checksum_mismatch");
    }

    @Test
    void what_is_not_there_yet_can_be_completed_later() {
        var opened = open(ada, Film.sound().announcement());

        assertRefused(() -> desk.complete(opened.id(), ada), Refusal.Kind.CONFLICT, "not_uploaded");
        assertThat(desk.show(opened.id(), ada).state()).isEqualTo(UploadState.CREATED);
        phone.put(requireNonNull(opened.put()), Film.sound().bytes());

        assertThat(desk.complete(opened.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void five_that_complete_at_once_get_one_copy_and_one_answer() throws Exception {
        var id = put(Film.dub());

        var answers = AtOnce.all(Collections.<Callable<UploadStatus>>nCopies(5, () -> desk.complete(id, ada)));

        assertThat(answers).hasSize(5).containsOnly(desk.show(id, ada));
        assertThat(answers.get(0).state()).isEqualTo(UploadState.READY);
        assertThat(storage.copies()).isEqualTo(1);
    }

    @Test
    void a_crash_in_the_middle_is_taken_over_after_the_lease() {
        var id = put(Film.dub());
        var crashed = book.claim(id, ada).claim().orElseThrow();
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.COMPLETING);
        clock.advance(UploadEntity.LEASE);

        var status = desk.complete(id, ada);

        assertThat(status.state()).isEqualTo(UploadState.READY);
        var late = book.settle(crashed, new Finding.Rejected("too_late", "The dead do not decide"));
        assertThat(late).isEqualTo(status);
    }

    @Test
    void before_the_lease_is_over_nobody_interferes() {
        var id = put(Film.dub());
        book.claim(id, ada);
        var hurried = desk(limits, new Leaps(clock));

        assertRefused(() -> hurried.complete(id, ada), Refusal.Kind.CONFLICT, "upload_completing");
        assertRefused(() -> desk.abort(id, ada), Refusal.Kind.CONFLICT, "upload_completing");
        assertThat(storage.copies()).isZero();
    }

    @Test
    void whoever_lost_the_claim_to_an_abort_leaves_nothing_behind() {
        var id = put(Film.dub());
        storage.beforeNextCopy(() -> {
            clock.advance(UploadEntity.LEASE);
            book.abort(id, ada);
        });

        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.CONFLICT, "upload_aborted");

        assertThat(realStorage.find(Keys.media(id))).isEmpty();
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
    }

    @Test
    void an_outage_while_completing_can_be_tried_again() {
        var id = put(Film.dub());
        storage.failNextCopy();

        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.UNAVAILABLE, "storage_unavailable");
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.CREATED);

        assertThat(desk.complete(id, ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void an_outage_after_the_decision_does_not_spoil_it() {
        var id = put(Film.dub());
        storage.failNextDelete();

        assertThat(desk.complete(id, ada).state()).isEqualTo(UploadState.READY);

        assertThat(realStorage.find(Keys.incoming(id))).isPresent();
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        assertThat(phone.get(desk.address(Keys.media(id), null)).statusCode()).isEqualTo(200);
    }

    @Test
    void bytes_that_this_process_holds_pass_the_same_checks() {
        var film = Film.sound();

        var id = desk.keep(ada, film.kind(), film.contentType(), film.bytes());

        var media = desk.ready(id, ada, film.kind());
        assertThat(phone.get(desk.address(media.key(), null)).body()).isEqualTo(film.bytes());
        var text = Film.textThatSaysMp4();
        assertRefused(
                () -> desk.keep(ada, text.kind(), text.contentType(), text.bytes()),
                Refusal.Kind.INVALID,
                "unsupported_media");
    }

    @Test
    void an_outage_while_keeping_leaves_nothing_open() {
        var film = Film.sound();
        storage.failNextCopy();

        assertRefused(
                () -> desk.keep(ada, film.kind(), film.contentType(), film.bytes()),
                Refusal.Kind.UNAVAILABLE,
                "storage_unavailable");

        assertThat(book.usage(ada).open()).isZero();
    }

    @Test
    void other_peoples_uploads_do_not_exist() {
        var id = put(Film.dub());
        var bob = new AccountId(ids.next());

        for (ThrowingCallable attempt : List.<ThrowingCallable>of(
                () -> desk.show(id, bob),
                () -> desk.abort(id, bob),
                () -> desk.complete(id, bob),
                () -> desk.ready(id, bob, UploadKind.DUB_VIDEO))) {
            assertRefused(attempt, Refusal.Kind.NOT_FOUND, "upload_not_found");
        }
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.CREATED);
    }

    @Test
    void only_what_is_ready_and_of_the_right_kind_can_be_used() {
        var id = put(Film.dub());

        assertRefused(() -> desk.ready(id, ada, UploadKind.DUB_VIDEO), Refusal.Kind.CONFLICT, "upload_not_ready");
        desk.complete(id, ada);
        assertRefused(() -> desk.ready(id, ada, UploadKind.QUOTE_SOUND), Refusal.Kind.INVALID, "wrong_upload_kind");
    }

    @Test
    void an_aborted_upload_is_over_and_its_object_gone() {
        var id = put(Film.dub());

        desk.abort(id, ada);
        desk.abort(id, ada);

        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.ABORTED);
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.CONFLICT, "upload_aborted");
    }

    @Test
    void what_is_forgotten_is_gone_and_says_so() {
        var id = put(Film.dub());
        desk.complete(id, ada);
        var address = desk.address(desk.ready(id, ada, UploadKind.DUB_VIDEO).key(), null);
        assertThat(phone.get(address).statusCode()).isEqualTo(200);

        desk.forget(id);
        desk.forget(id);

        assertThat(phone.get(address).statusCode()).isEqualTo(404);
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.FORGOTTEN);
        assertThat(desk.show(id, ada).media()).isNull();
        assertRefused(() -> desk.ready(id, ada, UploadKind.DUB_VIDEO), Refusal.Kind.CONFLICT, "upload_not_ready");
        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.CONFLICT, "upload_forgotten");
    }

    @Test
    void forgetting_leaves_alone_what_never_became_ready() {
        var open = put(Film.dub());

        desk.forget(open);
        desk.forget(new UploadId(ids.next()));

        assertThat(desk.complete(open, ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void an_outage_while_forgetting_can_be_tried_again() {
        var id = put(Film.dub());
        desk.complete(id, ada);
        storage.failNextDelete();

        assertRefused(() -> desk.forget(id), Refusal.Kind.UNAVAILABLE, "storage_unavailable");
        assertThat(realStorage.find(Keys.media(id))).isPresent();

        desk.forget(id);
        assertThat(realStorage.find(Keys.media(id))).isEmpty();
    }

    @Test
    void whoever_completes_too_late_does_not_bring_back_what_is_forgotten() {
        var id = put(Film.dub());
        storage.beforeNextCopy(() -> {
            clock.advance(UploadEntity.LEASE);
            desk.complete(id, ada);
            desk.forget(id);
            forceIntoStorage(id, Film.dub());
        });

        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.CONFLICT, "upload_forgotten");

        assertThat(storage.copies()).isEqualTo(2);
        assertThat(realStorage.find(Keys.media(id))).isEmpty();
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
    }

    @Test
    void only_keys_of_media_become_addresses() {
        for (var key : List.of("", "media/", "incoming/" + ids.next(), "media/../" + ids.next(), "media/a film.mp4")) {
            assertThatThrownBy(() -> desk.address(key, null)).as(key).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void the_limit_of_open_uploads_is_freed_at_once() {
        var announcement = Film.dub().announcement();
        for (var i = 0; i < limits.openUploads() - 1; i++) {
            open(ada, announcement);
        }
        var last = open(ada, announcement);

        assertRefused(() -> open(ada, announcement), Refusal.Kind.TOO_MANY, "too_many_open_uploads");
        desk.abort(last.id(), ada);

        assertThat(open(ada, announcement).state()).isEqualTo(UploadState.CREATED);
    }

    @Test
    void a_day_ends_at_midnight_and_what_is_open_stays_so() {
        clock.advance(Day.of(clock).left());
        var largest = new Announcement(
                UploadKind.DUB_VIDEO, "video/mp4", 64 << 20, Film.dub().sha256());
        for (var i = 0; i < 16; i++) {
            open(ada, largest);
        }
        assertThatThrownBy(() -> open(ada, largest)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("daily_limit");
            assertThat(refusal.retryAfter()).isBetween(Duration.ofHours(23), Duration.ofHours(24));
        });

        clock.advance(Day.of(clock).left());

        open(ada, largest);
        var usage = book.usage(ada);
        assertThat(usage.open()).isEqualTo(17);
        assertThat(usage.today()).isEqualTo(1);
        assertThat(usage.bytesToday()).isEqualTo(64 << 20);
    }

    @Test
    void a_day_has_only_so_many_uploads_even_when_they_fail() {
        clock.advance(Day.of(clock).left());
        for (var i = 0; i < limits.dailyUploads(); i++) {
            var opened = open(ada, Film.sound().announcement());
            var claim = book.claim(opened.id(), ada).claim().orElseThrow();
            book.settle(claim, new Finding.Rejected("unsupported_media", "No sound"));
        }

        assertRefused(() -> open(ada, Film.sound().announcement()), Refusal.Kind.TOO_MANY, "daily_limit");
        assertThat(book.usage(ada).bytesToday()).isZero();
    }

    @Test
    void what_this_process_brings_in_is_charged_to_nobody() {
        var film = Film.sound();

        desk.keep(ada, film.kind(), film.contentType(), film.bytes());

        var usage = book.usage(ada);
        assertThat(usage.today()).isZero();
        assertThat(usage.bytesToday()).isZero();
    }

    @Test
    void what_was_sent_before_need_not_be_sent_again() {
        var first = put(Film.dub());
        desk.complete(first, ada);

        var second = open(ada, Film.dub().announcement());
        assertThat(second.sentBefore()).isTrue();
        assertThat(desk.complete(second.id(), ada).media())
                .isEqualTo(desk.show(first, ada).media());

        var media = desk.ready(second.id(), ada, UploadKind.DUB_VIDEO);
        assertThat(media.key()).isNotEqualTo(Keys.media(first));
        desk.forget(first);
        assertThat(phone.get(desk.address(media.key(), null)).body())
                .isEqualTo(Film.dub().bytes());
        desk.forget(second.id());
        assertThat(phone.get(desk.address(media.key(), null)).statusCode()).isEqualTo(404);
    }

    @Test
    void what_was_opened_before_its_twin_was_ready_need_not_be_sent_either() {
        var twins = List.of(
                open(ada, Film.dub().announcement()), open(ada, Film.dub().announcement()));
        assertThat(twins).noneMatch(CheckIn.Opened::sentBefore);
        phone.put(requireNonNull(twins.get(1).put()), Film.dub().bytes());

        desk.complete(twins.get(1).id(), ada);

        assertThat(desk.complete(twins.get(0).id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void only_the_very_same_of_the_same_person_counts_as_sent_before() {
        desk.complete(put(Film.dub()), ada);
        var bob = new AccountId(ids.next());
        var sound = Film.dub().announcement();
        var others = List.of(
                open(bob, Film.dub().announcement()),
                open(ada, new Announcement(UploadKind.DUB_VIDEO, "video/quicktime", sound.sizeBytes(), sound.sha256())),
                open(ada, new Announcement(UploadKind.DUB_VIDEO, "video/mp4", sound.sizeBytes() - 1, sound.sha256())));

        assertThat(others).noneMatch(CheckIn.Opened::sentBefore);
        assertRefused(() -> desk.complete(others.get(0).id(), bob), Refusal.Kind.CONFLICT, "not_uploaded");
        assertRefused(() -> desk.complete(others.get(1).id(), ada), Refusal.Kind.CONFLICT, "not_uploaded");
        assertRefused(() -> desk.complete(others.get(2).id(), ada), Refusal.Kind.CONFLICT, "not_uploaded");
    }

    @Test
    void what_was_forgotten_has_to_be_sent_anew() {
        var first = put(Film.dub());
        desk.complete(first, ada);
        var second = open(ada, Film.dub().announcement());
        assertThat(second.sentBefore()).isTrue();
        storage.beforeNextCopy(() -> desk.forget(first));

        assertRefused(() -> desk.complete(second.id(), ada), Refusal.Kind.CONFLICT, "not_uploaded");

        assertThat(open(ada, Film.dub().announcement()).sentBefore()).isFalse();
        phone.put(requireNonNull(second.put()), Film.dub().bytes());
        assertThat(desk.complete(second.id(), ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void what_is_over_a_limit_is_refused_before_it_is_sent() {
        var sha256 = Film.dub().sha256();

        assertRefused(
                () -> open(ada, new Announcement(UploadKind.DUB_VIDEO, "video/mp4", (64 << 20) + 1, sha256)),
                Refusal.Kind.INVALID,
                "upload_too_large");
        assertRefused(
                () -> open(ada, new Announcement(UploadKind.QUOTE_SOUND, "video/mp4", 1, sha256)),
                Refusal.Kind.INVALID,
                "unsupported_content_type");
    }

    @Test
    void what_is_never_completed_expires_after_a_day_with_its_object() {
        var id = put(Film.dub());
        clock.advance(Duration.ofHours(23));
        sweep.run();
        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.CREATED);
        assertThat(realStorage.find(Keys.incoming(id))).isPresent();

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();

        assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.EXPIRED);
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        assertRefused(() -> desk.complete(id, ada), Refusal.Kind.CONFLICT, "upload_expired");
    }

    @Test
    void a_live_object_is_never_swept() throws Exception {
        var uploads = new ArrayList<UploadId>();
        for (var i = 0; i < 12; i++) {
            uploads.add(put(Film.sound()));
        }
        clock.advance(Duration.ofHours(24).plusSeconds(1));

        var race = new ArrayList<Callable<UploadState>>();
        for (var id : uploads) {
            race.add(() -> outcome(id));
        }
        race.add(6, this::sweepAsAJob);
        AtOnce.all(race);

        for (var id : uploads) {
            var delivered = phone.get(desk.address(Keys.media(id), null));
            if (desk.show(id, ada).state() == UploadState.READY) {
                assertThat(Phone.sha256(delivered.body()))
                        .isEqualTo(Film.sound().sha256());
            } else {
                assertThat(desk.show(id, ada).state()).isEqualTo(UploadState.EXPIRED);
                assertThat(delivered.statusCode()).isEqualTo(404);
            }
            assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        }
    }

    @Test
    void what_is_being_completed_is_not_swept_however_old() {
        var id = put(Film.dub());
        clock.advance(Duration.ofHours(25));
        storage.beforeNextCopy(sweep::run);

        var status = desk.complete(id, ada);

        assertThat(status.state()).isEqualTo(UploadState.READY);
        assertThat(phone.get(desk.address(Keys.media(id), null)).statusCode()).isEqualTo(200);
    }

    @Test
    void objects_without_a_row_are_swept() {
        var stranger = new UploadId(ids.next());
        forceIntoStorage(stranger, Film.sound());
        var live = put(Film.sound());

        clock.advance(Duration.ofHours(1).plusSeconds(1));
        sweep.run();

        assertThat(realStorage.find(Keys.incoming(stranger))).isEmpty();
        assertThat(realStorage.find(Keys.incoming(live))).isPresent();
    }

    @Test
    void what_came_to_nothing_can_be_read_for_thirty_days() {
        var aborted = put(Film.dub());
        desk.abort(aborted, ada);
        var ready = put(Film.dub());
        desk.complete(ready, ada);
        clock.advance(Duration.ofDays(30).minusMinutes(1));
        sweep.run();
        assertThat(desk.show(aborted, ada).state()).isEqualTo(UploadState.ABORTED);

        clock.advance(Duration.ofMinutes(2));
        sweep.run();

        assertRefused(() -> desk.show(aborted, ada), Refusal.Kind.NOT_FOUND, "upload_not_found");
        assertThat(desk.show(ready, ada).state()).isEqualTo(UploadState.READY);
    }

    @Test
    void media_that_is_opened_lies_apart_until_it_is_closed_or_forgotten() {
        var behindCdn = desk(limits, new OpenSide(delivery), clock);
        var id = put(Film.dub());
        var media = Keys.media(id);
        var copy = Delivery.openKey(media);
        assertThat(behindCdn.open(media, "video/mp4")).isFalse();
        desk.complete(id, ada);

        assertThat(behindCdn.open(media, "video/mp4")).isTrue();
        assertThat(behindCdn.open(media, "video/mp4")).isTrue();
        assertThat(realStorage.find(copy)).isPresent();

        behindCdn.closeAll(id);
        behindCdn.closeAll(id);
        assertThat(realStorage.find(copy)).isEmpty();
        assertThat(realStorage.find(media)).isPresent();

        behindCdn.open(media, "video/mp4");
        behindCdn.forget(id);
        assertThat(realStorage.find(copy)).isEmpty();
        assertThat(behindCdn.open(media, "video/mp4")).isFalse();
    }

    @Test
    void where_all_addresses_are_signed_nothing_is_opened() {
        var id = put(Film.dub());
        desk.complete(id, ada);

        assertThat(desk.open(Keys.media(id), "video/mp4")).isFalse();
        assertThat(realStorage.find(Delivery.openKey(Keys.media(id)))).isEmpty();
    }

    private record OpenSide(Delivery rest) implements Delivery {

        @Override
        public String address(String key, @Nullable AccountId viewer) {
            return rest.address(key, viewer);
        }

        @Override
        public String openAddress(String key) {
            return "https://cdn.test/" + Delivery.openKey(key);
        }

        @Override
        public String lastingAddress(String key) {
            return openAddress(key);
        }

        @Override
        public Optional<Instant> lastingUntil() {
            return Optional.empty();
        }

        @Override
        public boolean hasOpenSide() {
            return true;
        }
    }

    private UploadDesk desk(Limits limits, Clock clock) {
        return desk(limits, delivery, clock);
    }

    private UploadDesk desk(Limits limits, Delivery delivery, Clock clock) {
        var completion = new Completion(book, new Examination(storage, limits, workshop), storage, clock);
        return new UploadDesk(book, limits, completion, storage, delivery, ids, clock);
    }

    private CheckIn.Opened open(AccountId owner, Announcement announcement) {
        return checkIn.open(owner, announcement, draft -> checkIn.write(owner, draft));
    }

    private UploadId put(Film film) {
        var opened = open(ada, film.announcement());
        assertThat(phone.put(requireNonNull(opened.put()), film.bytes())).isEqualTo(200);
        return opened.id();
    }

    /** What no signature of ours allows. */
    private void forceIntoStorage(UploadId id, Film film) {
        var forged = access.put(
                new ExpectedObject(Keys.incoming(id), film.contentType(), film.bytes().length, film.sha256()),
                clock.instant(),
                Duration.ofMinutes(1));
        assertThat(phone.put(forged, film.bytes())).isEqualTo(200);
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

    private void assertFailed(UploadId id, Refusal.Kind kind, String code) {
        assertRefused(() -> desk.complete(id, ada), kind, code);
        assertRefused(() -> desk.complete(id, ada), kind, code);
        var status = desk.show(id, ada);
        assertThat(status.state()).isEqualTo(UploadState.FAILED);
        assertThat(status.failure())
                .isNotNull()
                .extracting(failure -> failure.code())
                .isEqualTo(code);
        assertThat(realStorage.find(Keys.incoming(id))).isEmpty();
        assertThat(storage.copies()).isZero();
    }

    private static void assertRefused(ThrowingCallable attempt, Refusal.Kind kind, String code) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.kind()).isEqualTo(kind);
        });
    }

    /** A minute passes with every look at it. */
    private static final class Leaps extends Clock {

        private Clock now;

        private Leaps(Clock start) {
            this.now = start;
        }

        @Override
        public Instant instant() {
            now = Clock.offset(now, Duration.ofMinutes(1));
            return now.instant();
        }

        @Override
        public ZoneId getZone() {
            return now.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return now.withZone(zone);
        }
    }

    /** Nothing may last longer than a second. */
    private static final class OneSecond implements LimitsConfig, LimitsConfig.KindConfig {

        @Override
        public int openUploads() {
            return 20;
        }

        @Override
        public int dailyUploads() {
            return 100;
        }

        @Override
        public MemorySize dailyBytes() {
            return new MemorySize(BigInteger.valueOf(1 << 30));
        }

        @Override
        public KindConfig dubVideo() {
            return this;
        }

        @Override
        public KindConfig quoteSound() {
            return this;
        }

        @Override
        public KindConfig avatar() {
            return this;
        }

        @Override
        public KindConfig poster() {
            return this;
        }

        @Override
        public MemorySize maxBytes() {
            return new MemorySize(BigInteger.valueOf(64 << 20));
        }

        @Override
        public Optional<Duration> maxDuration() {
            return Optional.of(Duration.ofSeconds(1));
        }

        @Override
        public Set<String> contentTypes() {
            return Set.of("video/mp4");
        }
    }
}
