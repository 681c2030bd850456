package io.overdub.uploads.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The S3 protocol through the SDK, whose client brings timeouts and retries. Safe to share. */
final class S3Storage implements Storage {

    private static final Logger LOG = Logger.getLogger(S3Storage.class);

    private static final int BUFFER = 64 << 10;
    private static final int MEGABYTE = 1 << 20;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /** 404: what should be replaced is gone; 409: another conditional write is under way just now. */
    private static final Set<Integer> OTHERS_WERE_FASTER = Set.of(PRECONDITION_FAILED, NOT_FOUND, 409);

    /** Nobody waits for these, and they may have tens of megabytes. */
    private static final Duration PATIENCE_WITH_DOCUMENTS = Duration.ofSeconds(60);

    /** What lies at an immutable key never changes, so whoever fetched it need not ask again. */
    private static final String FOR_EVER = "max-age=31536000, immutable";

    /** For whole files, in place of what holds for all calls: nobody waits for these. */
    private static final Duration TRANSFER = Duration.ofMinutes(2);

    private final S3Client s3;
    private final String bucket;

    S3Storage(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** @throws IllegalStateException when the bucket is missing or refuses us; silence for now is no reason not to start */
    void checkBucket() {
        try {
            s3.headBucket(request -> request.bucket(bucket));
            s3.listObjectsV2(request -> request.bucket(bucket).maxKeys(1));
            s3.listMultipartUploads(request -> request.bucket(bucket).maxUploads(1));
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 400 && e.statusCode() < 500) {
                throw new IllegalStateException(
                        "uploads.storage.bucket=" + bucket + " cannot be used (" + e.statusCode()
                                + "): it must exist, and the credentials of quarkus.s3 must be allowed to list it and its multipart uploads, to read,"
                                + " write and delete its objects, and to list and abort parts",
                        e);
            }
            LOG.warnf("Storage answers %d at start; going on without it", e.statusCode());
        } catch (SdkClientException e) {
            LOG.warnf("Storage does not answer at start, going on without it: %s", e.getMessage());
        }
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return attempt(
                "find",
                key,
                () -> Optional.of(describe(key)),
                e -> e.statusCode() == NOT_FOUND ? Optional.empty() : null);
    }

    @Override
    public byte[] read(StoredObject object, long offset, int length) {
        var there = (int) Math.min(length, object.sizeBytes() - offset);
        return there <= 0
                ? new byte[0]
                : attempt("read", object.key(), () -> range(object, offset, there), e -> changed(e, object));
    }

    @Override
    public String sha256(StoredObject object, Runnable meanwhile) {
        var known = object.knownSha256();
        return known != null
                ? known
                : attempt("hash", object.key(), () -> hash(object, meanwhile), e -> changed(e, object));
    }

    @Override
    public void copy(StoredObject object, String target, String contentType) {
        var copied = attempt(
                "copy",
                object.key(),
                () -> s3.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(object.key())
                        .copySourceIfMatch(object.version())
                        .destinationBucket(bucket)
                        .destinationKey(target)
                        .metadataDirective(MetadataDirective.REPLACE)
                        .contentType(contentType)
                        .cacheControl(FOR_EVER)),
                e -> S3Storage.<CopyObjectResponse>changed(e, object));
        // S3 sends 200 before a copy is done, and then perhaps an error; only a body that names the new object counts.
        if (copied.copyObjectResult() == null || copied.copyObjectResult().eTag() == null) {
            throw down("copy", object.key(), "200 without a result");
        }
    }

    @Override
    public void put(ExpectedObject object, byte[] bytes) {
        attempt(
                "put",
                object.key(),
                () -> s3.putObject(
                        request -> request.bucket(bucket)
                                .key(object.key())
                                .contentType(object.contentType())
                                .checksumSHA256(object.checksum()),
                        RequestBody.fromBytes(bytes)),
                e -> null);
    }

    @Override
    public boolean publish(ExpectedObject object, Serving serving, Path bytes, @Nullable String replaces) {
        // Asked first, because a server that refuses before it has the body closes the connection, and its answer may
        // get lost.
        var there = find(object.key()).map(StoredObject::version);
        if (!there.equals(Optional.ofNullable(replaces))) {
            return holds(object);
        }
        var mine = attempt(
                "publish",
                object.key(),
                () -> {
                    s3.putObject(
                            request -> request.bucket(bucket)
                                    .key(object.key())
                                    .contentType(object.contentType())
                                    .contentEncoding(serving.encoding())
                                    .cacheControl(serving.cacheControl())
                                    .checksumSHA256(object.checksum())
                                    .ifMatch(replaces)
                                    .ifNoneMatch(replaces == null ? "*" : null)
                                    .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE_WITH_DOCUMENTS)),
                            RequestBody.fromFile(bytes));
                    return true;
                },
                e -> othersWereFaster(object.key(), e));
        return mine || holds(object);
    }

    private boolean holds(ExpectedObject object) {
        return find(object.key())
                .filter(found -> found.sizeBytes() == object.sizeBytes())
                .filter(found -> sha256(found, S3Storage::quietly).equals(object.sha256()))
                .isPresent();
    }

    private static void quietly() {
        // Nobody waits for news of the next megabyte.
    }

    @Override
    public void download(StoredObject object, Path target) {
        attempt("download", object.key(), () -> write(object, target), e -> changed(e, object));
    }

    @Override
    public void upload(ExpectedObject object, Path file) {
        attempt(
                "upload",
                object.key(),
                () -> s3.putObject(
                        request -> request.bucket(bucket)
                                .key(object.key())
                                .contentType(object.contentType())
                                .contentLength(object.sizeBytes())
                                .checksumSHA256(object.checksum())
                                .cacheControl(FOR_EVER)
                                .overrideConfiguration(call -> call.apiCallTimeout(TRANSFER)),
                        RequestBody.fromFile(file)),
                e -> null);
    }

    @Override
    public void delete(String key) {
        attempt(
                "delete",
                key,
                () -> s3.deleteObject(request -> request.bucket(bucket).key(key)),
                e -> null);
    }

    @Override
    public List<String> keys(String prefix, String after) {
        return attempt(
                "list",
                prefix,
                () -> s3
                        .listObjectsV2(request ->
                                request.bucket(bucket).prefix(prefix).startAfter(after.isEmpty() ? null : after))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList(),
                e -> null);
    }

    @Override
    public Assembly begin(String key, String contentType) {
        var begun = attempt(
                "begin",
                key,
                () -> s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).contentType(contentType)),
                e -> null);
        if (begun.uploadId() == null || begun.uploadId().isEmpty()) {
            throw down("begin", key, "200 without a name");
        }
        return new Assembly(key, begun.uploadId());
    }

    @Override
    public Optional<List<ReceivedPart>> parts(Assembly assembly) {
        var received = new ArrayList<ReceivedPart>();
        var marker = 0;
        var more = true;
        while (more) {
            var page = partsAfter(marker, assembly);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            page.get()
                    .parts()
                    .forEach(part -> received.add(new ReceivedPart(part.partNumber(), part.size(), part.eTag())));
            more = Boolean.TRUE.equals(page.get().isTruncated());
            if (more) {
                marker = nextMarker(page.get(), marker, assembly);
            }
        }
        return Optional.of(received);
    }

    private Optional<ListPartsResponse> partsAfter(int marker, Assembly assembly) {
        return attempt(
                "list the parts of",
                assembly.key(),
                () -> Optional.of(s3.listParts(request -> request.bucket(bucket)
                        .key(assembly.key())
                        .uploadId(assembly.id())
                        // Some stores know no markers, and need none since they list everything at once.
                        .partNumberMarker(marker == 0 ? null : marker))),
                e -> isUnknown(e) ? Optional.empty() : null);
    }

    private static int nextMarker(ListPartsResponse page, int marker, Assembly assembly) {
        var next = page.nextPartNumberMarker();
        if (next == null || next <= marker) {
            throw down("list the parts of", assembly.key(), "a page without an end");
        }
        return next;
    }

    @Override
    public void assemble(Assembly assembly, List<ReceivedPart> parts) {
        var chosen = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.version())
                        .build())
                .toList();
        var done = attempt(
                "assemble",
                assembly.key(),
                () -> Optional.of(s3.completeMultipartUpload(request -> request.bucket(bucket)
                        .key(assembly.key())
                        .uploadId(assembly.id())
                        .multipartUpload(all -> all.parts(chosen)))),
                e -> S3Storage.isUnknown(e) ? Optional.<CompleteMultipartUploadResponse>empty() : null);
        // As with a copy: 200 comes first, the outcome after.
        if (done.isPresent() && done.get().eTag() == null) {
            throw down("assemble", assembly.key(), "200 without a result");
        }
    }

    @Override
    public void abandon(Assembly assembly) {
        attempt(
                "abandon",
                assembly.key(),
                () -> Optional.of(s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(assembly.key()).uploadId(assembly.id()))),
                e -> S3Storage.isUnknown(e) ? Optional.<AbortMultipartUploadResponse>empty() : null);
    }

    @Override
    public List<Assembly> assemblies(String prefix, String after) {
        return attempt(
                "list what is assembled under",
                prefix,
                () -> s3
                        .listMultipartUploads(request ->
                                request.bucket(bucket).prefix(prefix).keyMarker(after.isEmpty() ? null : after))
                        .uploads()
                        .stream()
                        .map(upload -> new Assembly(upload.key(), upload.uploadId()))
                        .toList(),
                e -> null);
    }

    private byte[] range(StoredObject object, long offset, int length) {
        var range = "bytes=" + offset + "-" + (offset + length - 1);
        var got = s3.getObject(
                request -> request.bucket(bucket)
                        .key(object.key())
                        .ifMatch(object.version())
                        .range(range),
                ResponseTransformer.toBytes());
        var bytes = got.asByteArrayUnsafe();
        // Who ignores ranges sends the whole object; and the HTTP client of the JDK keeps quiet about a body that broke
        // off.
        if (got.response().contentRange() == null || bytes.length != length) {
            throw down("read", object.key(), "other bytes than asked for");
        }
        return bytes;
    }

    private Path write(StoredObject object, Path target) {
        try (var bytes = s3.getObject(request -> request.bucket(bucket)
                .key(object.key())
                .ifMatch(object.version())
                .overrideConfiguration(call -> call.apiCallTimeout(TRANSFER)))) {
            // The HTTP client reads no further than the length that was announced, but keeps quiet about less.
            var announced = bytes.response().contentLength();
            if (announced == null || announced != object.sizeBytes() || Files.copy(bytes, target) != announced) {
                throw down("download", object.key(), "other bytes than asked for");
            }
            return target;
        } catch (IOException e) {
            throw down("download", object.key(), e.toString());
        }
    }

    private StoredObject describe(String key) {
        var head = s3.headObject(request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
        if (head.contentLength() == null || head.eTag() == null) {
            throw down("find", key, "200 without length or version");
        }
        return new StoredObject(key, head.contentLength(), head.eTag(), hex(head.checksumSHA256()));
    }

    /** Null for what multipart uploads have: a checksum of checksums. */
    private static @Nullable String hex(@Nullable String checksum) {
        if (checksum == null || checksum.contains("-")) {
            return null;
        }
        return HexFormat.of().formatHex(Base64.getDecoder().decode(checksum));
    }

    private String hash(StoredObject object, Runnable meanwhile) {
        var digest = sha256();
        try (var bytes =
                s3.getObject(request -> request.bucket(bucket).key(object.key()).ifMatch(object.version()))) {
            var read = 0L;
            var buffer = new byte[BUFFER];
            for (var length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                digest.update(buffer, 0, length);
                if (read / MEGABYTE < (read + length) / MEGABYTE) {
                    meanwhile.run();
                }
                read += length;
            }
            if (read != object.sizeBytes()) {
                throw down("hash", object.key(), "the body broke off");
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw down("hash", object.key(), e.toString());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Runs one request; a service's error may have a meaning, all other trouble is {@link StorageDown}. */
    private static <T> T attempt(String verb, String key, Supplier<T> work, Meaning<T> meaning) {
        try {
            return work.get();
        } catch (AwsServiceException e) {
            var meant = meaning.of(e);
            if (meant != null) {
                return meant;
            }
            throw down(verb, key, e.getMessage());
        } catch (SdkClientException e) {
            throw down(verb, key, e.getMessage());
        }
    }

    private static StorageDown down(String verb, String key, @Nullable String reason) {
        LOG.warnf("Storage failed to %s %s: %s", verb, key, reason);
        return new StorageDown();
    }

    /** Says so, because the other one may have been an earlier attempt of this very call: the message tells how many there were. */
    private static @Nullable Boolean othersWereFaster(String key, AwsServiceException e) {
        if (!OTHERS_WERE_FASTER.contains(e.statusCode())) {
            return null;
        }
        LOG.infof("Did not publish %s: %s", key, e.getMessage());
        return false;
    }

    private static <T> @Nullable T changed(AwsServiceException e, StoredObject object) {
        if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
            throw new ObjectChanged(object.key());
        }
        return null;
    }

    /** A missing bucket is 404 too. */
    private static boolean isUnknown(AwsServiceException e) {
        return e.awsErrorDetails() != null
                && "NoSuchUpload".equals(e.awsErrorDetails().errorCode());
    }

    private interface Meaning<T> {
        @Nullable T of(AwsServiceException e);
    }
}
