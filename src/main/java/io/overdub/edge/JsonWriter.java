package io.overdub.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.edge.cache.Answer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.ServerSerialisers;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes JSON, in place of Quarkus' own writer: a body is serialised once, in memory, and a GET that worked gets its tag from these
 * very bytes; a client that has them gets 304 instead. Text and bytes count as JSON that is ready.
 */
@Provider
@Produces({"application/json", Problem.MEDIA_TYPE, "application/*+json"})
class JsonWriter extends ServerMessageBodyWriter.AllWriteableMessageBodyWriter {

    private final ObjectMapper json;

    JsonWriter(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void writeResponse(Object entity, Type genericType, ServerRequestContext context) throws IOException {
        var body = bytes(entity);
        var answer = (ResteasyReactiveRequestContext) context;
        if (answer.getMethod().equals("GET") && isOk(answer)) {
            var request = answer.unwrap(RoutingContext.class);
            var tag = EntityTag.of(entity, body);
            request.response().headers().set(HttpHeaders.ETAG, tag);
            keep(body, tag, request);
            if (EntityTag.isListed(request.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
                sendNotModified(answer, request);
                return;
            }
        }
        context.serverResponse().end(body);
    }

    private static void keep(byte[] body, String tag, RoutingContext request) {
        var making = CacheFilter.making(request);
        if (making != null) {
            making.finish(new Answer(body, tag, MediaType.APPLICATION_JSON + ";charset=UTF-8"));
        }
    }

    private static boolean isOk(ResteasyReactiveRequestContext answer) {
        var response = answer.getResponse();
        return !response.isCreated() || response.get().getStatus() == 200;
    }

    private static void sendNotModified(ResteasyReactiveRequestContext answer, RoutingContext request) {
        // Written now, for the listener would put the status back to 200.
        ServerSerialisers.encodeResponseHeaders(answer);
        answer.serverResponse().setPreCommitListener(null);
        request.response().headers().remove(HttpHeaders.CONTENT_TYPE);
        request.response().setStatusCode(304);
        answer.serverResponse().end();
    }

    /** The form in which an entity goes out, and from which its tag is made. */
    private byte[] bytes(Object entity) throws JsonProcessingException {
        if (entity instanceof byte[] ready) {
            return ready;
        }
        return entity instanceof String text ? text.getBytes(UTF_8) : json.writeValueAsBytes(entity);
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        stream.write(bytes(entity));
    }
}
