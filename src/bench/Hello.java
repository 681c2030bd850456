import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** What the same machine does with nothing but the HTTP server below the app, and a body as long as a dub's. */
class Hello {

    public static void main(String[] arguments) {
        var body = Buffer.buffer("{\"hello\":\"" + "x".repeat(1_800) + "\"}");
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(body))
                .listen(Integer.parseInt(arguments[0]), "127.0.0.1");
    }
}
