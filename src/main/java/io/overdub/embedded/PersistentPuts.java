package io.overdub.embedded;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Puts that do not notice when folders go. S3Proxy makes the folder of a key and then opens a file in it; who removes the last object of
 * that folder in between, removes the folder too, and the put would end in a 500. So it starts over, as long as none of its bytes has
 * been read: they would be missing from the second try.
 */
final class PersistentPuts extends ForwardingBlobStore {

    private static final int TRIES = 20;

    PersistentPuts(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        var bytes = new Payload(payload);
        return persist(() -> super.putBlob(request, bytes), bytes::isWhole);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return persist(() -> super.copyBlob(request), () -> true);
    }

    /** Its parts lie in a folder of their own and are removed when the whole object is there. */
    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return persist(() -> super.completeMultipartUpload(upload, request), () -> true);
    }

    private static <T> T persist(Supplier<T> put, BooleanSupplier repeatable) {
        for (var tries = 1; ; tries++) {
            try {
                return put.get();
            } catch (RuntimeException e) {
                if (!(e.getCause() instanceof NoSuchFileException) || !repeatable.getAsBoolean() || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Knows whether anybody has read from it; outlives being closed by a try that failed. Jetty closes the request by itself. */
    private static final class Payload extends FilterInputStream {

        private boolean whole = true;

        Payload(InputStream payload) {
            super(payload);
        }

        boolean isWhole() {
            return whole;
        }

        @Override
        public int read() throws IOException {
            whole = false;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            whole = false;
            return super.read(bytes, offset, length);
        }

        @Override
        public long skip(long bytes) throws IOException {
            whole = false;
            return super.skip(bytes);
        }

        @Override
        public void close() {}
    }
}
