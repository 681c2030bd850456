package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** The S3 protocol over a folder, inside this JVM. */
final class S3Engine implements Engine {

    private final S3Proxy server;

    private S3Engine(S3Proxy server) {
        this.server = server;
    }

    static S3Engine start(DataFolder folder, EngineSettings settings) {
        var data = folder.path().resolve("s3");
        try {
            Files.createDirectories(data.resolve(settings.bucket()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the bucket in " + data, e);
        }
        var server = server(data, folder);
        completed(() -> {
            server.start();
            return server;
        });
        return new S3Engine(server);
    }

    /** Names the class loader that the server would run in. */
    static String generation() {
        return Integer.toHexString(System.identityHashCode(S3Proxy.class.getClassLoader()));
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void stop() {
        completed(() -> {
            server.stop();
            return server;
        });
    }

    @Override
    public String toString() {
        return "S3 store on 127.0.0.1:" + server.getPort();
    }

    private static S3Proxy server(Path data, DataFolder folder) {
        var anyone = new CrossOriginResourceSharing(
                List.of("*"), List.of("GET", "HEAD", "PUT"), List.of("*"), List.of("ETag"), "");
        return S3Proxy.builder()
                .blobStore(new OpenSide(new PersistentPuts(new FilesystemNio2BlobStore(data.toString()))))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        folder.secret(EmbeddedConfigSource.S3_ACCESS_KEY),
                        folder.secret(EmbeddedConfigSource.S3_SECRET_KEY))
                .corsRules(anyone)
                .ignoreUnknownHeaders(true)
                .build();
    }

    /** What a bucket policy does on AWS: everybody may read what lies under {@code public/}, and nothing else. */
    private static final class OpenSide extends ForwardingBlobStore {

        /** The files below follow dots to elsewhere, where real stores take them as letters of the key. */
        private static final Pattern OPEN = Pattern.compile("public(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

        OpenSide(BlobStore all) {
            super(all);
        }

        /** The store would take it from the rights of the folder, and list all keys for everybody. */
        @Override
        public BucketCannedACL getContainerAccess(String bucket) {
            return BucketCannedACL.PRIVATE;
        }

        @Override
        public ObjectCannedACL getBlobAccess(String bucket, String key) {
            return OPEN.matcher(key).matches() ? ObjectCannedACL.PUBLIC_READ : ObjectCannedACL.PRIVATE;
        }
    }

    /** The server declares that it throws anything. */
    private static void completed(Callable<S3Proxy> action) {
        var task = new FutureTask<>(action);
        task.run();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The S3 store failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
