package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import org.jspecify.annotations.Nullable;

/** Media that people uploaded, as other rooms ask for it. */
public interface Uploads {

    /**
     * The media of an upload that is ready. While its work waits, others than its owner should not see what is made of it: call this in
     * the transaction that makes something of it, and {@link MediaWorked} will find that made.
     *
     * @throws UploadNotUsable when it is unknown or somebody else's (404 {@code upload_not_found}: the two are not told apart), of
     *     another kind (422 {@code wrong_upload_kind}), not ready (409 {@code upload_not_ready}) or nothing can be made of it (422, such
     *     as {@code undecodable_media})
     */
    Media ready(UploadId id, AccountId owner, UploadKind kind);

    /**
     * An address at which a client can GET the bytes. Memory only, cheap enough for every row of a list; the same text for one viewer
     * within a time bucket, so that answers can be cached. Valid for at least 30 minutes.
     *
     * @param viewer who will fetch it; null when nobody has signed in
     * @throws IllegalArgumentException when no media can have this key
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable} when nothing can be signed just now
     */
    String address(String mediaKey, @Nullable AccountId viewer);

    /** As {@link #address}, of media that {@link #open} has opened: the same text for everybody and, behind a CDN, for ever. */
    String openAddress(String mediaKey);

    /**
     * An address to write into a file that is read long after: for ever where there is a side that is open to everybody, if
     * {@link #open} has opened the media there; elsewhere signed, and good until {@link Documents#addressesUntil}. Memory only.
     */
    String lastingAddress(String mediaKey);

    /**
     * Whether the bytes lie where {@link #lastingAddress} leads. Asks storage, so never in a transaction.
     *
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable}
     */
    boolean isServed(String mediaKey);

    /** Whether {@link #open} can open anything: whether there is a side that everybody may read. */
    boolean hasOpenSide();

    /**
     * Lets everybody fetch media without a signature; it is copied to where that is allowed. False where every address is signed, and
     * when the media is gone. May be repeated. Calls storage, so never in a transaction.
     *
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable}: call again
     */
    boolean open(String mediaKey, String contentType);

    /**
     * Takes back what {@link #open} did for an upload and all that was made of it. What a CDN or a phone holds already may be shown until
     * they forget it; nobody can find out the address anew. May be repeated. Calls storage, so never in a transaction.
     *
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable}: call again
     */
    void closeAll(UploadId id);

    /**
     * Removes the bytes of an upload for good, because what was made of it was deleted; the upload stays readable as {@code forgotten}.
     * Addresses that were given out stop working at once where storage serves them. Where a CDN has a copy, signed ones do when they
     * expire (an hour at most), and one of media that was open when the CDN forgets it. May be repeated; does nothing to one that is unknown or never became ready. Calls storage, so never in a
     * transaction.
     *
     * <p>Only for the room that made something of it: each upload becomes one thing at most, which its kind and that room's unique column
     * see to, so nothing else can still use the bytes.
     *
     * @throws io.overdub.kernel.Refusal 503 {@code storage_unavailable} when bytes may be left: call again
     */
    void forget(UploadId id);

    /** Makes an upload nobody's: what was made of it stays when its owner is erased. Part of the caller's transaction; may be repeated. */
    void disown(UploadId id);

    /**
     * Brings bytes in that this process holds already, past the phone's handshake but through the same checks, and answers when they
     * are ready. Calls storage, so never in a transaction.
     *
     * @throws io.overdub.kernel.Refusal as completing an upload does, such as 422 {@code unsupported_media}
     */
    UploadId keep(AccountId owner, UploadKind kind, String contentType, byte[] bytes);
}
