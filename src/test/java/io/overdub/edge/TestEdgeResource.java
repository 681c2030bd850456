package io.overdub.edge;

import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Handlers that do what the rooms do, and what they must not do. */
@Path("/test-edge")
@PermitAll
class TestEdgeResource {

    enum Shade {
        DARK_RED,
        BLUE
    }

    @RegisterForReflection
    record Item(@NotBlank String caption) {}

    @RegisterForReflection
    record Form(
            @Size(max = 10_000) @Nullable String name,
            @Positive @Nullable Long sizeBytes,
            @Nullable Boolean loud,
            @Nullable Double rate,
            @Nullable Shade shade,
            @Nullable Instant at,
            @Nullable UUID id,
            @Size(max = 3) @Nullable List<@NotBlank String> tags,
            @Nullable List<@Valid Item> items,
            @Nullable Map<String, String> notes) {}

    record Note(String text) {}

    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final Map<String, String> notes = new ConcurrentHashMap<>();
    private final Preconditions preconditions;
    private final ClientAddress client;
    private final TestEffects rows;
    private final TestGate gate;
    private final TestDesertion desertion;

    TestEdgeResource(
            Preconditions preconditions,
            ClientAddress client,
            TestEffects rows,
            TestGate gate,
            TestDesertion desertion) {
        this.preconditions = preconditions;
        this.client = client;
        this.rows = rows;
        this.gate = gate;
        this.desertion = desertion;
    }

    @POST
    @Path("/forms")
    @Repeatable("It only says what it heard.")
    public Form echo(@Valid Form form) {
        return form;
    }

    @POST
    @Path("/optional")
    @Repeatable("It only says what it heard.")
    public Note optional(@Nullable Note note) {
        return note == null ? new Note("none") : note;
    }

    @POST
    @Path("/deserted")
    @Repeatable("It does nothing but wait.")
    public Note deserted(Note note, @Context RoutingContext request) throws InterruptedException {
        desertion.await(request);
        return note;
    }

    @GET
    @Path("/pages")
    public Note page(
            @QueryParam("limit_to") @Min(1) @Max(50) @Nullable Integer limitTo,
            @QueryParam("shade") @Nullable Shade shade,
            @QueryParam("q") @Nullable String text) {
        return new Note(limitTo + " " + shade + " " + text);
    }

    @GET
    @Path("/ids/{id}")
    public Note byId(@PathParam("id") UUID id) {
        return new Note(id.toString());
    }

    @GET
    @Path("/notes/{name}")
    public Note note(@PathParam("name") String name) {
        return new Note(notes.getOrDefault(name, "blank"));
    }

    @PATCH
    @Path("/notes/{name}")
    public Note write(@PathParam("name") String name, Note note) {
        preconditions.requireMatch(note(name));
        notes.put(name, note.text());
        return note(name);
    }

    /** Says each time how often it was asked. */
    @GET
    @Path("/cached/{id}")
    @Cached(tags = "test:{id}")
    public Note cached(@PathParam("id") String id) {
        return count(id);
    }

    @GET
    @Path("/cached-for-all/{id}")
    @Cached(audience = Cached.Audience.EVERYONE, tags = "test:{id}")
    public Note cachedForAll(@PathParam("id") String id) {
        return count(id);
    }

    @GET
    @Path("/cached-slowly/{id}")
    @Cached(tags = "test:{id}")
    public Note cachedSlowly(@PathParam("id") String id) throws InterruptedException {
        var note = count(id);
        gate.pass(TestGate.Door.ANSWERS);
        return note;
    }

    @GET
    @Path("/cached-refusals/{kind}/{id}")
    @Cached(tags = "test:{id}")
    public Note cachedRefusal(@PathParam("kind") String kind, @PathParam("id") String id) throws InterruptedException {
        count(id);
        gate.pass(TestGate.Door.ANSWERS);
        throw new Refused(Refusal.Kind.valueOf(kind));
    }

    private Note count(String id) {
        var times = effects.computeIfAbsent(id, text -> new AtomicInteger()).incrementAndGet();
        return new Note(id + " " + times + " " + "long enough to be packed ".repeat(100));
    }

    @GET
    @Path("/times/{id}")
    public int times(@PathParam("id") String id) {
        return effects.getOrDefault(id, new AtomicInteger()).get();
    }

    @GET
    @Path("/refusals/{kind}")
    public Note refuse(@PathParam("kind") String kind) {
        throw new Refused(Refusal.Kind.valueOf(kind));
    }

    @GET
    @Path("/bugs/{kind}")
    public Note fail(@PathParam("kind") String kind) throws SQLException {
        switch (kind) {
            case "pool" -> throw new IllegalStateException("wrapped", new SQLException("Sorry, acquisition timeout!"));
            case "away" -> throw new EngineAway("Search");
            case "commit" -> throw cutAtCommit();
            case "circle" -> throw inACircle();
            case "unique" -> throw new SQLException("duplicate key", "23505");
            default -> throw new IllegalStateException("secret of " + getClass().getName());
        }
    }

    /** As Narayana tells it. */
    private static IllegalStateException cutAtCommit() {
        var refused = new XAException(XAException.XA_RBROLLBACK);
        refused.initCause(new SQLException("An I/O error occurred while sending to the backend.", "08006"));
        var rolledBack = new RollbackException("ARJUNA016053: Could not commit transaction.");
        rolledBack.addSuppressed(refused);
        return new IllegalStateException(rolledBack);
    }

    private static IllegalStateException inACircle() {
        var failure = new IllegalStateException(new SQLException("An I/O error occurred.", "08006"));
        failure.addSuppressed(new IllegalStateException("while cleaning up", failure));
        return failure;
    }

    @GET
    @Path("/staff")
    @RolesAllowed("staff")
    public Note staff() {
        return new Note("for staff");
    }

    @GET
    @Path("/address")
    public Note address() {
        return new Note(client.address() + " " + client.network());
    }

    @GET
    @Path("/limited")
    public Note limited() {
        return new Note("got through");
    }

    @POST
    @Path("/orders")
    @Idempotent
    @Transactional
    @ResponseStatus(201)
    public Note order(Note note) {
        rows.add(note.text());
        var count = effects.computeIfAbsent(note.text(), text -> new AtomicInteger())
                .incrementAndGet();
        return new Note(note.text() + " " + count);
    }

    @POST
    @Path("/orders/slow")
    @Idempotent
    public Note slowOrder(Note note) throws InterruptedException {
        rows.add(note.text());
        gate.pass(TestGate.Door.ORDERS);
        return note;
    }

    @POST
    @Path("/orders/silent")
    @Idempotent
    public void silentOrder(Note note) {
        rows.add(note.text());
    }

    @POST
    @Path("/orders/failing")
    @Idempotent
    @Transactional
    public Note failingOrder(Note note) {
        rows.add(note.text());
        if (effects.computeIfAbsent(note.text(), text -> new AtomicInteger()).incrementAndGet() == 1) {
            throw new IllegalStateException("The process dies here");
        }
        return note;
    }

    @POST
    @Path("/orders/refused")
    @Idempotent
    public Note refusedOrder(Note note) {
        rows.add(note.text());
        throw new Refused(Refusal.Kind.INVALID);
    }

    @DELETE
    @Path("/notes/{name}")
    public void delete(@PathParam("name") String name) {
        notes.remove(name);
    }

    private static final class Refused extends Refusal {
        Refused(Kind kind) {
            super(kind, "no_" + kind.name().toLowerCase(java.util.Locale.ROOT), "No", Duration.ofMillis(1_500));
        }
    }
}
