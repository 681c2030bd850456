package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.overdub.kernel.Cut;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.Secrets;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes a POST with an {@code Idempotency-Key} happen once. The handler runs inside one transaction with the storing of its answer, so
 * there is no moment in which one exists without the other. Whoever comes second finds the key locked (409) or the answer stored; a
 * handler that throws leaves no trace, so a repeated request is judged afresh.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class IdempotencyInterceptor {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final RoutingContext request;
    private final SecurityIdentity identity;
    private final IdempotencyRepository answers;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final ObjectWriter canonical;

    IdempotencyInterceptor(
            RoutingContext request,
            SecurityIdentity identity,
            IdempotencyRepository answers,
            Secrets secrets,
            ObjectMapper json) {
        this.request = request;
        this.identity = identity;
        this.answers = answers;
        this.secrets = secrets;
        this.json = json;
        this.canonical = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    @AroundInvoke
    @Nullable Object once(InvocationContext handler) throws Exception {
        var header = request.request().getHeader("Idempotency-Key");
        if (header == null) {
            return handler.proceed();
        }
        var key = IdempotencyKey.of(header, scope(), secrets);
        var fingerprint = fingerprint();
        return Cut.repeating(
                cut -> true, () -> QuarkusTransaction.requiringNew().call(() -> once(handler, key, fingerprint)));
    }

    /** Where a cut connection leaves open whether this came to pass, it is done again: the key tells. */
    private @Nullable Object once(InvocationContext handler, IdempotencyKey key, byte[] fingerprint) throws Exception {
        replayIfKnown(key, fingerprint);
        var result = handler.proceed();
        var answer = new StoredAnswer(statusOf(handler, result), bodyOf(result));
        if (!answers.add(key.id(), new IdempotencyRepository.Row(fingerprint, key.seal(answer.toBytes())))) {
            // The first request ended as this one began. What was done here rolls back; the next try gets the
            // answer.
            throw new InProgress();
        }
        return result;
    }

    private void replayIfKnown(IdempotencyKey key, byte[] fingerprint) {
        var claim = answers.claim(key.lock(), key.id());
        if (!claim.locked()) {
            throw new InProgress();
        }
        var known = claim.known();
        if (known == null) {
            return;
        }
        if (!MessageDigest.isEqual(known.fingerprint(), fingerprint)) {
            throw new KeyReused();
        }
        throw new Replay(StoredAnswer.fromBytes(key.unseal(known.answer())));
    }

    private String scope() {
        return identity.isAnonymous()
                ? "anonymous"
                : "account " + identity.getPrincipal().getName();
    }

    /** What was asked. The order of fields does not count: some phones write them in another order each time. */
    private byte[] fingerprint() {
        var http = request.request();
        return secrets.sign(
                "idempotency-fingerprint",
                http.method().name().getBytes(UTF_8),
                http.uri().getBytes(UTF_8),
                canonicalBody());
    }

    private byte[] canonicalBody() {
        var body = request.body().buffer();
        if (body == null || body.length() == 0) {
            return new byte[0];
        }
        var bytes = body.getBytes();
        try {
            return canonical.writeValueAsBytes(json.readValue(bytes, Object.class));
        } catch (IOException e) {
            // Not JSON, but the handler took it; then its bytes are what counts.
            return bytes;
        }
    }

    /** A handler that answers with more than one status says which; the others declare theirs. */
    private static int statusOf(InvocationContext handler, @Nullable Object result) {
        if (result instanceof RestResponse<?> answer) {
            return answer.getStatus();
        }
        var declared = handler.getMethod().getAnnotation(ResponseStatus.class);
        if (declared != null) {
            return declared.value();
        }
        return result == null ? 204 : 200;
    }

    private byte[] bodyOf(@Nullable Object result) throws JsonProcessingException {
        if (result instanceof Response) {
            throw new IllegalStateException("An @Idempotent handler returns a record, or a RestResponse of one");
        }
        var entity = result instanceof RestResponse<?> answer ? answer.getEntity() : result;
        return entity == null ? new byte[0] : json.writeValueAsBytes(entity);
    }

    private static final class InProgress extends Refusal {
        InProgress() {
            super(Kind.CONFLICT, "idempotency_in_progress", "The first request with this key is still running", MOMENT);
        }
    }

    private static final class KeyReused extends Refusal {
        KeyReused() {
            super(Kind.INVALID, "idempotency_key_reused", "This Idempotency-Key came with another request before");
        }
    }
}
