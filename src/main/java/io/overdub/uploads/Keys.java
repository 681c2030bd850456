package io.overdub.uploads;

import io.overdub.kernel.Ids;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where objects lie. What phones sent lists in the order of creation, because ids do. */
final class Keys {

    /** Phones may write here, each key once. */
    static final String INCOMING = "incoming/";

    /** Only this process writes here. */
    private static final String MEDIA = "media/";

    /** Where delivery keeps what is open to everybody. */
    private static final String OPEN = "public/";

    private static final Pattern DOCUMENT = Pattern.compile("[a-z]+(/[A-Za-z0-9][A-Za-z0-9._-]*)+");

    private Keys() {}

    static String incoming(UploadId id) {
        return INCOMING + id;
    }

    static String media(UploadId id) {
        return MEDIA + id;
    }

    /** Tells nothing of the upload: whoever may see a rendition must not find the original by it. */
    static String rendition(UUID id) {
        return MEDIA + id;
    }

    /**
     * The key itself, when it is one of ours: what is signed for a stranger must not name the bucket, which would list it, nor what lies
     * elsewhere in it.
     */
    static String checkedMedia(String key) {
        if (!key.startsWith(MEDIA)) {
            throw new IllegalArgumentException("No media has this key");
        }
        Ids.parse(key.substring(MEDIA.length()));
        return key;
    }

    /**
     * The key of a document that this process writes for everybody, which must not be one of an upload's.
     *
     * @param name a path of letters, digits, {@code - . _}, in a folder that is not ours
     */
    static String checkedDocument(String name) {
        if (!DOCUMENT.matcher(name).matches()
                || Stream.of(INCOMING, MEDIA, OPEN).anyMatch(name::startsWith)) {
            throw new IllegalArgumentException("No document is called " + name);
        }
        return name;
    }

    /** The upload that an incoming object belongs to; empty when we never gave out such a key. */
    static Optional<UploadId> uploadOf(String incoming) {
        try {
            return Optional.of(new UploadId(Ids.parse(incoming.substring(INCOMING.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
