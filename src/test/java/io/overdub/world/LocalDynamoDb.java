package io.overdub.world;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local, once for all tests. Its jars, whose libraries are others than ours, lie apart from the class path: the build writes
 * down where.
 */
public final class LocalDynamoDb {

    private static final Path JARS = Path.of("target/engines.classpath");
    private static final URI ENDPOINT = start();

    private LocalDynamoDb() {}

    public static URI endpoint() {
        return ENDPOINT;
    }

    public static DynamoDbClient client() {
        return client(ENDPOINT, Duration.ofSeconds(5));
    }

    public static DynamoDbClient client(URI endpoint, Duration patience) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("contract", "contract")))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience))
                .overrideConfiguration(o -> o.apiCallTimeout(patience.multipliedBy(3)))
                .build();
    }

    private static URI start() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try {
            var urls = new ArrayList<URL>();
            for (var jar : Files.readString(JARS).strip().split(":")) {
                if (jar.endsWith(".jar")) {
                    urls.add(Path.of(jar).toUri().toURL());
                }
            }
            // Lives as long as the process.
            var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            thread.setContextClassLoader(loader);
            var port = SteadyPort.find();
            var server = loader.loadClass("com.amazonaws.services.dynamodbv2.local.main.ServerRunner")
                    .getMethod("createServerFromCommandLineArgs", String[].class)
                    .invoke(null, (Object)
                            new String[] {"-inMemory", "-sharedDb", "-port", String.valueOf(port), "-disableTelemetry"
                            });
            bindToLoopback(server);
            server.getClass().getMethod("start").invoke(server);
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** By itself it listens everywhere. */
    private static void bindToLoopback(Object server) throws ReflectiveOperationException {
        var field = server.getClass().getDeclaredField("server");
        field.setAccessible(true);
        var jetty = field.get(server);
        var connectors = (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty);
        for (var connector : connectors) {
            connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        }
    }
}
