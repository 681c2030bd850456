package io.overdub.quotes.sounds;

import io.overdub.kernel.External;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fetches the sounds that an import names. */
@External
public interface SoundSource {

    /** One GET, without redirects, of at most 8 MiB within 20 s; tried three times when the server is down or slow. */
    Fetched fetch(URI address);

    /** What came of it. */
    sealed interface Fetched {

        /** The whole file. */
        record Sound(byte[] bytes) implements Fetched {

            /** Lower-case hex. */
            public String sha256() {
                try {
                    return HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException("Every Java platform has SHA-256", e);
                }
            }
        }

        /**
         * It can't be had; {@code code} is one of {@code source_not_allowed},
         * {@code source_unreachable}, {@code source_refused}, {@code sound_too_large}.
         */
        record Nothing(String code, String detail) implements Fetched {}
    }
}
