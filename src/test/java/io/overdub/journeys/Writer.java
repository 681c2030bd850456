package io.overdub.journeys;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.overdub.world.DemoMedia;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who goes on whatever happens, and notes everything that was acknowledged. Acts and checks on one thread at a time. */
final class Writer {

    private static final String PASSWORD = "a long enough password";
    private static final byte[] FILM = DemoMedia.VIDEO.bytes();

    /** @param sha256 of the bytes that were put */
    private record Made(String upload, String sha256, String caption) {}

    private final StubbornPhone phone;
    private final URI app;
    private final String username;
    private final String quote;
    private final Random random;

    private volatile String id = "";
    private int published;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Map<String, Made> live = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> likes = ConcurrentHashMap.newKeySet();
    private final Set<Writer> follows = ConcurrentHashMap.newKeySet();

    Writer(URI app, String username, String quote, Random random) {
        this.phone = new StubbornPhone(app);
        this.app = app;
        this.username = username;
        this.quote = quote;
        this.random = random;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int published() {
        return published;
    }

    int unanswered() {
        return phone.unanswered();
    }

    void signsUp() {
        phone.signsUp(username, PASSWORD);
        id = phone.gets("/v1/me").expecting(200).text("id");
        acknowledged.incrementAndGet();
    }

    /** One round of the main job. */
    void acts(List<Writer> everybody) {
        var film = film();
        var sha256 = DemoMedia.sha256(film);
        var upload = phone.uploads(film, DemoMedia.VIDEO.kind(), DemoMedia.VIDEO.contentType(), sha256);
        uploads.add(upload);
        acknowledged.incrementAndGet();
        publishes(upload, sha256);
        var other = everybody.get(random.nextInt(everybody.size()));
        likesSomethingOf(other);
        follows(other);
        if (random.nextInt(2) == 0) {
            edits(anyOf(live.keySet()));
        }
        if (random.nextInt(4) == 0) {
            deletes(anyOf(live.keySet()));
        }
    }

    /** Every film has its own bytes, thanks to a box that players skip. */
    private byte[] film() {
        var noise = new byte[16];
        random.nextBytes(noise);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(FILM);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(8 + noise.length).array());
        bytes.writeBytes("free".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(noise);
        return bytes.toByteArray();
    }

    private void publishes(String upload, String sha256) {
        var caption = "take " + published++;
        var dub = phone.posts(
                        "/v1/dubs",
                        Map.of("upload_id", upload, "quote_id", quote, "caption", caption, "visibility", "public"))
                .expecting(201)
                .text("id");
        live.put(dub, new Made(upload, sha256, caption));
        acknowledged.incrementAndGet();
    }

    private void likesSomethingOf(Writer other) {
        var dubs = other.live.keySet();
        if (dubs.isEmpty()) {
            return;
        }
        var dub = anyOf(dubs);
        var answer = phone.puts("/v1/dubs/" + dub + "/like");
        // Its author may have deleted it meanwhile.
        if (answer.status() != 404) {
            answer.expecting(204);
            likes.add(dub);
            acknowledged.incrementAndGet();
        }
    }

    private void follows(Writer other) {
        if (other != this && !other.id.isEmpty() && !follows.contains(other)) {
            phone.puts("/v1/accounts/" + other.id + "/follow").expecting(204);
            follows.add(other);
            acknowledged.incrementAndGet();
        }
    }

    private void edits(String dub) {
        var caption = "edited " + random.nextInt(1_000_000);
        phone.patches("/v1/dubs/" + dub, Map.of("caption", caption)).expecting(200);
        var made = live.get(dub);
        live.put(dub, new Made(made.upload(), made.sha256(), caption));
        acknowledged.incrementAndGet();
    }

    private void deletes(String dub) {
        var answer = phone.deletes("/v1/dubs/" + dub);
        if (!answer.repeated() || answer.status() != 404) {
            answer.expecting(204);
        }
        deleted.add(live.remove(dub).upload());
        gone.add(dub);
        acknowledged.incrementAndGet();
    }

    /** Only its owner takes dubs out of this set, so that what others pick may be gone, but is never nothing. */
    private String anyOf(Set<String> dubs) {
        var sorted = dubs.stream().sorted().toList();
        return sorted.isEmpty() ? "none" : sorted.get(random.nextInt(sorted.size()));
    }

    /** With a new phone, and after everybody has stopped acting. */
    void findsEverything(List<Writer> everybody) {
        var fresh = new StubbornPhone(app);
        fresh.signsIn(username, PASSWORD);
        findsOwnDubs(fresh);
        findsUploads(fresh);
        findsLikes(fresh, everybody);
        findsHomeFeed(fresh);
        assertThat(fresh.pages("/v1/accounts/" + id + "/following", item -> idOf(item.path("account"))))
                .containsExactlyInAnyOrderElementsOf(
                        follows.stream().map(other -> other.id).toList());
    }

    private void findsOwnDubs(StubbornPhone fresh) {
        var shown = fresh.pages("/v1/me/dubs", item -> item);
        assertThat(shown).extracting(Writer::idOf).containsExactlyElementsOf(newestFirst(live.keySet()));
        assertThat(shown).hasSize(published - gone.size());
        for (var dub : shown) {
            var made = live.get(idOf(dub));
            assertThat(dub.path("caption").asText()).isEqualTo(made.caption());
            assertThat(DemoMedia.sha256(fresh.downloads(dub.path("video_url").asText())))
                    .isEqualTo(made.sha256());
        }
        gone.forEach(dub -> fresh.gets("/v1/dubs/" + dub).expecting(404));
    }

    private void findsUploads(StubbornPhone fresh) {
        uploads.forEach(upload -> assertThat(
                        fresh.gets("/v1/uploads/" + upload).expecting(200).text("state"))
                .isEqualTo(deleted.contains(upload) ? "forgotten" : "ready"));
    }

    private void findsLikes(StubbornPhone fresh, List<Writer> everybody) {
        for (var other : everybody) {
            for (var dub : other.live.keySet()) {
                var shown = fresh.gets("/v1/dubs/" + dub).expecting(200).body();
                assertThat(shown.path("liked").asBoolean()).isEqualTo(likes.contains(dub));
                assertThat(shown.path("likes").asLong())
                        .isEqualTo(everybody.stream()
                                .filter(one -> one.likes.contains(dub))
                                .count());
            }
        }
    }

    private void findsHomeFeed(StubbornPhone fresh) {
        var expected =
                follows.stream().flatMap(other -> other.live.keySet().stream()).collect(toSet());
        assertThat(fresh.pages("/v1/feeds/home", item -> idOf(item.path("dub"))))
                .containsExactlyElementsOf(newestFirst(expected));
    }

    private static List<String> newestFirst(Set<String> ids) {
        return ids.stream().sorted(Comparator.reverseOrder()).toList();
    }

    private static String idOf(JsonNode thing) {
        return thing.path("id").asText();
    }
}
