package io.overdub.uploads;

import io.overdub.uploads.media.ContainerReader;
import io.overdub.uploads.media.Inspection;
import io.overdub.uploads.media.RangedBytes;
import io.overdub.uploads.storage.Storage;
import io.overdub.uploads.storage.StoredObject;
import io.overdub.uploads.work.Workshop;
import jakarta.inject.Singleton;

/** Holds what lies in storage against what was announced. */
@Singleton
class Examination {

    private final Storage storage;
    private final Limits limits;
    private final Workshop workshop;
    private final ContainerReader reader = new ContainerReader();

    Examination(Storage storage, Limits limits, Workshop workshop) {
        this.storage = storage;
        this.limits = limits;
        this.workshop = workshop;
    }

    Finding of(Claim claim, StoredObject object, Lease lease) {
        var expected = claim.expected();
        if (object.sizeBytes() != expected.sizeBytes()) {
            return new Finding.Rejected(
                    UploadRefused.SIZE_MISMATCH,
                    "Announced were " + expected.sizeBytes() + " bytes, there are " + object.sizeBytes());
        }
        if (!storage.sha256(object, lease::keep).equals(expected.sha256())) {
            return new Finding.Rejected(
                    UploadRefused.CHECKSUM_MISMATCH, "The bytes have another SHA-256 than announced");
        }
        return judge(claim, reader.inspect(new StoredBytes(storage, object)));
    }

    private Finding judge(Claim claim, Inspection inspection) {
        if (inspection instanceof Inspection.Media media) {
            return judge(claim, media);
        }
        var reason = ((Inspection.Rejected) inspection).reason();
        return new Finding.Rejected(reason.wireCode(), inWords(reason));
    }

    private Finding judge(Claim claim, Inspection.Media media) {
        var announced = claim.expected().contentType();
        if (!media.contentType().equals(announced)) {
            return new Finding.Rejected(
                    UploadRefused.CONTENT_TYPE_MISMATCH,
                    "Announced was " + announced + ", it is " + media.contentType());
        }
        if (limits.isTooLong(claim.kind(), media.durationMillis())) {
            return new Finding.Rejected(
                    UploadRefused.TOO_LONG,
                    "It lasts " + media.durationMillis() + " ms, at most "
                            + limits.limit(claim.kind()).maxDurationMs() + " are allowed");
        }
        return accepted(claim.kind(), media.durationMillis(), media.width(), media.height());
    }

    Finding.Accepted accepted(UploadKind kind, long durationMs, int width, int height) {
        return new Finding.Accepted(durationMs, width, height, isWorkedOn(kind));
    }

    private boolean isWorkedOn(UploadKind kind) {
        return workshop.tool() == Workshop.Tool.FFMPEG
                && switch (kind) {
                    case DUB_VIDEO, QUOTE_SOUND -> true;
                    case AVATAR, POSTER -> false;
                };
    }

    private static String inWords(Inspection.Reason reason) {
        return switch (reason) {
            case UNSUPPORTED_MEDIA -> "This is no MP4, M4A, MP3, QuickTime, PNG or JPEG file";
            case TRUNCATED_MEDIA -> "The file ends before the data that its headers promise";
            case MALFORMED_MEDIA -> "The headers of the file contradict themselves or exceed a limit";
            case NO_PLAYABLE_TRACK -> "There is neither picture nor sound in the file";
            case UNKNOWN_DURATION -> "The file does not tell how long it lasts";
        };
    }

    private record StoredBytes(Storage storage, StoredObject object) implements RangedBytes {

        @Override
        public long size() {
            return object.sizeBytes();
        }

        @Override
        public byte[] read(long offset, int length) {
            return storage.read(object, offset, length);
        }
    }
}
