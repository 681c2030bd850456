package io.overdub.embedded.demo;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the demo people move in. Each step looks first at what is there, and has an idempotency key made of the file that it brings, so
 * that a run which was killed is continued by the next one.
 */
final class Neighbourhood {

    /** Printed for everybody to see: good for people who exist in dev and demo only. */
    static final String PASSWORD = "overdub-demo-people";

    private static final Logger LOG = Logger.getLogger(Neighbourhood.class);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int LOOKS = 40;

    /** Two minutes for each: ffmpeg takes a second or two, and two of them at a time take turns. */
    private static final int LOOKS_AT_FILMS = 480;

    private static final long BETWEEN_LOOKS_MS = 250;

    private final PhoneLine line;
    private final SeedFile seed;
    private final Clock clock;

    Neighbourhood(PhoneLine line, SeedFile seed, Clock clock) {
        this.line = line;
        this.seed = seed;
        this.clock = clock;
    }

    /** The demo people, signed in, in the order of the file; those who are new here have signed up. */
    List<Resident> signIn() throws IOException, InterruptedException {
        var people = new ArrayList<Resident>();
        for (var person : seed.people()) {
            people.add(signIn(person));
        }
        LOG.infof("Demo: %d people are signed in", people.size());
        return people;
    }

    /** Signs somebody in who has an account. */
    Resident signIn(String username, String password) throws IOException, InterruptedException {
        return resident(PhoneLine.ok(login(username, password)));
    }

    /** Brings all that the people lack. Does nothing when they have moved in. */
    void moveIn(List<Resident> people, Resident editor) throws IOException, InterruptedException {
        if (people.stream().allMatch(Resident::hasMovedIn)) {
            return;
        }
        var byName = new HashMap<String, Resident>();
        people.forEach(person -> byName.put(person.username(), person));
        var quotes = publishQuotes(editor);
        follow(byName);
        var dubs = publishDubs(byName, quotes);
        awaitFilms(dubs);
        like(byName, dubs);
        awaitHomeFeeds(byName);
        writeBiographies(byName);
    }

    private Resident signIn(SeedFile.Person person) throws IOException, InterruptedException {
        var known = login(person.username(), PASSWORD);
        if (!known.code().equals("wrong_credentials")) {
            return resident(PhoneLine.ok(known));
        }
        var wish = Map.of(
                "username", person.username(),
                "email", person.username() + "@overdub.test",
                "password", PASSWORD,
                "country", person.country(),
                "language", person.language(),
                "display_name", person.displayName());
        return resident(PhoneLine.ok(line.ask(null, "/v1/auth/register", wish, null)));
    }

    private PhoneLine.Answer login(String username, String password) throws IOException, InterruptedException {
        return line.ask(null, "/v1/auth/login", Map.of("login", username, "password", password), null);
    }

    private static Resident resident(PhoneLine.Answer signedIn) {
        var account = signedIn.body().path("account");
        return new Resident(
                account.path("id").asText(),
                account.path("username").asText(),
                signedIn.text("access_token"),
                account.path("biography").asText(),
                Duration.ofSeconds(signedIn.body().path("expires_in").asLong()));
    }

    /** The ids of the quotes by their files. */
    private Map<String, String> publishQuotes(Resident editor) throws IOException, InterruptedException {
        var there = idsBy("title", everything(null, "/v1/quotes"));
        var ids = new LinkedHashMap<String, String>();
        var added = 0;
        for (var quote : seed.quotes()) {
            var id = there.get(quote.title());
            if (id == null) {
                id = publish(editor, quote);
                added++;
            }
            if (id != null) {
                ids.put(quote.file(), id);
            }
        }
        LOG.infof("Demo: %d quotes, %d of them new", ids.size(), added);
        return ids;
    }

    private @Nullable String publish(Resident editor, SeedFile.Quote quote) throws IOException, InterruptedException {
        var upload = upload(editor, "quote_sound", "audio/mp4", SeedFile.bytes(quote.file()));
        return published(
                editor,
                "/v1/quotes",
                Map.of(
                        "upload_id",
                        upload,
                        "title",
                        quote.title(),
                        "language",
                        quote.language(),
                        "tags",
                        quote.tags(),
                        "attribution",
                        quote.attribution()),
                "demo-quote-" + upload);
    }

    private void follow(Map<String, Resident> people) throws IOException, InterruptedException {
        for (var follow : seed.follows()) {
            line.put(
                    named(people, follow.get(0)),
                    "/v1/accounts/" + named(people, follow.get(1)).id() + "/follow");
        }
        LOG.infof("Demo: %d follows", seed.follows().size());
    }

    /** The ids of the dubs by their files. */
    private Map<String, String> publishDubs(Map<String, Resident> people, Map<String, String> quotes)
            throws IOException, InterruptedException {
        var there = new HashMap<String, String>();
        for (var person : people.values()) {
            there.putAll(idsBy("caption", everything(person, "/v1/me/dubs")));
        }
        var ids = new LinkedHashMap<String, String>();
        var added = 0;
        for (var dub : seed.dubs()) {
            var id = there.get(dub.caption());
            var quote = quotes.get(dub.quote());
            if (id == null && quote != null) {
                id = publish(named(people, dub.by()), dub, quote);
                added++;
            }
            if (id != null) {
                ids.put(dub.file(), id);
            }
        }
        LOG.infof("Demo: %d dubs, %d of them new", ids.size(), added);
        return ids;
    }

    private @Nullable String publish(Resident author, SeedFile.Dub dub, String quote)
            throws IOException, InterruptedException {
        var upload = upload(author, "dub_video", "video/mp4", SeedFile.bytes(dub.file()));
        return published(
                author,
                "/v1/dubs",
                Map.of("upload_id", upload, "quote_id", quote, "caption", dub.caption(), "visibility", "public"),
                "demo-dub-" + upload);
    }

    /** A film that is worked on is its author's alone until then. */
    private void awaitFilms(Map<String, String> dubs) throws IOException, InterruptedException {
        for (var id : dubs.values()) {
            for (var look = 0; look < LOOKS_AT_FILMS && !isThere("/v1/dubs/" + id); look++) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
            }
        }
    }

    private boolean isThere(String path) throws IOException, InterruptedException {
        return line.look(null, path).status() == 200;
    }

    /** Null when it was there once, and somebody took it away while the demo was only half there. */
    private @Nullable String published(Resident owner, String path, Object body, String key)
            throws IOException, InterruptedException {
        var answer = line.ask(owner, path, body, key);
        return answer.code().equals("upload_already_used")
                ? null
                : PhoneLine.ok(answer).text("id");
    }

    private void like(Map<String, Resident> people, Map<String, String> dubs) throws IOException, InterruptedException {
        var count = 0;
        for (var like : seed.likes()) {
            var dub = dubs.get(like.get(1));
            if (dub != null) {
                line.put(named(people, like.get(0)), "/v1/dubs/" + dub + "/like");
                count++;
            }
        }
        LOG.infof("Demo: %d likes", count);
    }

    /** Feeds are filled a moment after a dub is published; whoever tries the banner's line should see one. */
    private void awaitHomeFeeds(Map<String, Resident> people) throws IOException, InterruptedException {
        for (var follower :
                seed.follows().stream().map(pair -> pair.get(0)).distinct().toList()) {
            var person = named(people, follower);
            for (var look = 0;
                    look < LOOKS && everything(person, "/v1/feeds/home").isEmpty();
                    look++) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
            }
        }
    }

    private void writeBiographies(Map<String, Resident> people) throws IOException, InterruptedException {
        for (var person : seed.people()) {
            line.patch(named(people, person.username()), "/v1/me", Map.of("biography", person.biography()));
        }
        LOG.info("Demo: everybody has moved in");
    }

    /**
     * The id of a ready upload. The same key gives the upload of a killed run, which may be good, half done or stale; a stale one
     * names the key of its successor.
     */
    private String upload(Resident owner, String kind, String contentType, byte[] bytes)
            throws IOException, InterruptedException {
        var sha256 = sha256(bytes);
        var plan = Map.of("kind", kind, "content_type", contentType, "size_bytes", bytes.length, "sha256", sha256);
        var key = "demo-upload-" + sha256;
        while (true) {
            var opened = line.post(owner, "/v1/uploads", plan, key);
            var id = opened.text("id");
            var path = "/v1/uploads/" + id;
            var state = line.get(owner, path).text("state");
            if (state.equals("ready")) {
                return id;
            }
            if (state.equals("completing") || (state.equals("created") && isFresh(opened))) {
                if (state.equals("created")) {
                    line.send(opened.body().path("put"), bytes);
                }
                line.post(owner, path + "/complete", null, null);
                return id;
            }
            key = "demo-upload-" + sha256 + "-after-" + id;
        }
    }

    private boolean isFresh(PhoneLine.Answer opened) {
        var end = Instant.parse(opened.body().path("put").path("expires_at").asText());
        return clock.instant().plus(SOON).isBefore(end);
    }

    /** All items of a list. */
    private List<JsonNode> everything(@Nullable Resident viewer, String path) throws IOException, InterruptedException {
        var items = new ArrayList<JsonNode>();
        var page = line.get(viewer, path + "?limit=50");
        page.body().path("items").forEach(items::add);
        while (page.body().hasNonNull("next")) {
            page = line.get(viewer, path + "?limit=50&cursor=" + page.text("next"));
            page.body().path("items").forEach(items::add);
        }
        return items;
    }

    private static Map<String, String> idsBy(String field, List<JsonNode> items) {
        var ids = new HashMap<String, String>();
        items.forEach(item -> ids.put(item.path(field).asText(), item.path("id").asText()));
        return ids;
    }

    private static Resident named(Map<String, Resident> people, String username) {
        return requireNonNull(people.get(username), username);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
